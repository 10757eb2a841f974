package dev.eventlane.deploy.docker;

import dev.eventlane.deploy.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our Dockerfile.
 *
 * @param stages by name, in order
 */
record Dockerfile(Map<String, Stage> stages) {
    /**
     * One line, joined with those that continue it.
     *
     * @param keyword such as {@code FROM}
     * @param arguments the rest
     */
    record Instruction(String keyword, String arguments) {}

    /**
     * What stands from one {@code FROM} to the next.
     *
     * @param base an image, or an earlier stage
     */
    record Stage(String name, String base, List<Instruction> instructions) {
        Stream<String> all(String keyword) {
            return instructions.stream()
                    .filter(instruction -> instruction.keyword().equals(keyword))
                    .map(Instruction::arguments);
        }

        /** The variables that it sets. */
        Map<String, String> environment() {
            Map<String, String> environment = new LinkedHashMap<>();
            all("ENV").flatMap(line -> Stream.of(line.split("\\s+", -1))).forEach(variable -> {
                int equals = variable.indexOf('=');
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            });
            return environment;
        }

        Optional<String> last(String keyword) {
            return all(keyword).reduce((before, after) -> after);
        }
    }

    static Dockerfile read() {
        Map<String, Stage> stages = new LinkedHashMap<>();
        List<Instruction> current = new ArrayList<>();
        for (Instruction instruction : instructions(Repository.text("deploy/docker/Dockerfile"))) {
            if (instruction.keyword().equals("FROM")) {
                current = new ArrayList<>();
                String[] words = instruction.arguments().split("\\s+", -1);
                if (words.length != 3 || !words[1].equals("AS")) {
                    throw new IllegalArgumentException("FROM must name its stage: " + instruction.arguments());
                }
                stages.put(words[2], new Stage(words[2], words[0], current));
            }
            current.add(instruction);
        }
        return new Dockerfile(stages);
    }

    Stage stage(String name) {
        Stage stage = stages.get(name);
        if (stage == null) {
            throw new IllegalArgumentException("there is no stage " + name + ", only " + stages.keySet());
        }
        return stage;
    }

    /** The last such instruction of a stage or of those that it is built upon. */
    Optional<String> effective(String stage, String keyword) {
        return stage(stage)
                .last(keyword)
                .or(() -> stages.containsKey(stage(stage).base())
                        ? effective(stage(stage).base(), keyword)
                        : Optional.empty());
    }

    private static List<Instruction> instructions(String text) {
        List<Instruction> instructions = new ArrayList<>();
        String joined = text.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .reduce("", (before, line) -> before + line + "\n")
                .replace("\\\n", " ");
        joined.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] words = line.split("\\s+", 2);
            instructions.add(new Instruction(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : ""));
        });
        return instructions;
    }
}
