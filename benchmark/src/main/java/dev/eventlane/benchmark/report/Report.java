package dev.eventlane.benchmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.eventlane.benchmark.check.CheckResult;
import java.util.List;

/**
 * The result of a run.
 *
 * @param verified whether everything was queryable in the end, every probe was seen, and nothing that was compared was wrong
 * @param startedAt RFC 3339
 * @param phases in the order in which they ran
 */
public record Report(
        boolean verified,
        String startedAt,
        List<PhaseFigures> phases,
        Queryable queryable,
        FreshnessFigures freshness,
        List<CheckResult> checks,
        GeneratorCost generator,
        Settings settings,
        Machine machine,
        Versions versions) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public Report {
        phases = List.copyOf(phases);
        checks = List.copyOf(checks);
    }

    /** The report of figures that speak for themselves. */
    public static Report of(
            String startedAt,
            List<PhaseFigures> phases,
            Queryable queryable,
            FreshnessFigures freshness,
            List<CheckResult> checks,
            GeneratorCost generator,
            Settings settings,
            Machine machine,
            Versions versions) {
        boolean verified = queryable.reached()
                && freshness.neverSeen() == 0
                && checks.stream().allMatch(check -> check.wrong() == 0);
        return new Report(
                verified, startedAt, phases, queryable, freshness, checks, generator, settings, machine, versions);
    }

    public int operations() {
        return phases.stream().mapToInt(PhaseFigures::operations).sum();
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }

    public String toMarkdown() {
        return new MarkdownReport(this).text();
    }
}
