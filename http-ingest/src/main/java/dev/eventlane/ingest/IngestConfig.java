package dev.eventlane.ingest;

import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.ListenAddress;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.http.accesslog.AccessLogMode;
import dev.eventlane.ingest.log.KafkaLogConfig;
import dev.eventlane.ingest.write.BatchLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the front door reads at its start.
 *
 * @param server where and how it listens
 * @param access who may use it, and how much
 * @param kafka where accepted operations go
 * @param analyticsUrl where reads are forwarded to
 * @param allowedOrigins origins whose pages may call it
 * @param eventNames the only accepted event names; empty = any
 * @param maxBodyBytes the largest body of a single write, and the largest item of a batch
 * @param batches how large batches may be
 * @param bodyTimeout how long a body may take to come
 * @param accessLog which requests get a line in the access log
 */
public record IngestConfig(
        ServerConfig server,
        AccessConfig access,
        KafkaLogConfig kafka,
        URI analyticsUrl,
        List<String> allowedOrigins,
        Set<String> eventNames,
        int maxBodyBytes,
        BatchLimits batches,
        Duration bodyTimeout,
        AccessLogMode accessLog) {

    public static final Setting<String> HTTP_HOST =
            Setting.of("HTTP_HOST", SettingType.TEXT, "127.0.0.1", "The address that http-ingest listens on.");
    public static final Setting<Integer> HTTP_PORT = Setting.of(
                    "HTTP_PORT", SettingType.PORT, "8080", "The port of http-ingest.")
            .orElse("API_PORT");
    public static final Setting<URI> ANALYTICS_URL =
            Setting.of("ANALYTICS_URL", SettingType.HTTP_URL, "http://127.0.0.1:8082", "Where reads are forwarded to.");
    public static final Setting<List<String>> CORS_ALLOWED_ORIGINS =
            Setting.of("CORS_ALLOWED_ORIGINS", SettingType.LIST, "*", "Origins whose pages may call the API; * = all.");
    public static final Setting<List<String>> EVENT_NAMES =
            Setting.of("EVENT_NAMES", SettingType.LIST, null, "The only event names that are accepted; not set = any.");
    public static final Setting<Long> MAX_BODY_BYTES = Setting.of(
            "MAX_BODY_BYTES",
            SettingType.dataSize(1, 16L << 20),
            "1MiB",
            "The largest body of one write, and the largest item of a batch, once decoded.");

    public static final Setting<Duration> BODY_TIMEOUT = Setting.of(
            "BODY_TIMEOUT",
            SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "30s",
            "How long a body may take to come; beyond, 408.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(
            HTTP_HOST,
            HTTP_PORT,
            ANALYTICS_URL,
            CORS_ALLOWED_ORIGINS,
            EVENT_NAMES,
            MAX_BODY_BYTES,
            BODY_TIMEOUT,
            AccessLogMode.SETTING);

    /**
     * Reads the configuration.
     *
     * @throws dev.eventlane.core.config.ConfigurationException if a variable breaks its rule
     */
    public static IngestConfig from(Settings settings) {
        int maxBodyBytes = Math.toIntExact(settings.get(MAX_BODY_BYTES));
        return new IngestConfig(
                ServerConfig.from(
                        settings,
                        new ListenAddress(settings.get(HTTP_HOST), settings.get(HTTP_PORT), HTTP_PORT.name())),
                AccessConfig.from(settings),
                KafkaLogConfig.from(settings, maxBodyBytes),
                settings.get(ANALYTICS_URL),
                settings.get(CORS_ALLOWED_ORIGINS),
                Set.copyOf(settings.find(EVENT_NAMES).orElse(List.of())),
                maxBodyBytes,
                BatchLimits.from(settings),
                settings.get(BODY_TIMEOUT),
                settings.get(AccessLogMode.SETTING));
    }
}
