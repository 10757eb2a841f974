package dev.eventlane.http;

import static java.util.Objects.requireNonNull;

import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a server listens, and what it puts up with.
 *
 * @param listen where it listens
 * @param tls how it proves who it is; empty = it speaks plain HTTP
 * @param maxConnections how many connections may be open; further ones are closed at once
 * @param maxHeaderBytes the largest headers of a request, together; beyond, 431
 * @param maxAddressBytes the longest path with its query; beyond, 414
 * @param headerTimeout how long the head of a request may take to come
 * @param idleTimeout how long a connection may be open without a byte in either direction
 * @param shutdownGrace how long it goes on serving, once it is to stop, so that every busy client can be told to leave
 * @param shutdownTimeout how long what is then under way may take to finish
 */
public record ServerConfig(
        ListenAddress listen,
        Optional<TlsConfig> tls,
        int maxConnections,
        int maxHeaderBytes,
        int maxAddressBytes,
        Duration headerTimeout,
        Duration idleTimeout,
        Duration shutdownGrace,
        Duration shutdownTimeout) {

    public static final Setting<Integer> MAX_CONNECTIONS = Setting.of(
            "MAX_CONNECTIONS",
            SettingType.integer(1, 1_000_000),
            "10000",
            "Connections that may be open at one time; further ones are closed at once.");
    public static final Setting<Long> MAX_HEADER_BYTES = Setting.of(
            "MAX_HEADER_BYTES",
            SettingType.dataSize(1 << 10, 1 << 20),
            "16KiB",
            "The largest headers of a request, together; beyond, 431.");
    public static final Setting<Long> MAX_ADDRESS_BYTES = Setting.of(
            "MAX_ADDRESS_BYTES",
            SettingType.dataSize(256, 1 << 20),
            "8KiB",
            "The longest path of a request with its query; beyond, 414.");
    public static final Setting<Duration> HEADER_TIMEOUT = Setting.of(
            "HEADER_TIMEOUT",
            SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "10s",
            "How long the head of a request may take to come, from its first byte; then its connection is closed.");
    public static final Setting<Duration> IDLE_TIMEOUT = Setting.of(
            "IDLE_TIMEOUT",
            SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "2m",
            "How long a connection may be open without a byte in either direction; then it is closed.");
    public static final Setting<Duration> SHUTDOWN_GRACE = Setting.of(
            "SHUTDOWN_GRACE",
            SettingType.duration(Duration.ZERO, Duration.ofMinutes(5)),
            "1s",
            "How long requests are still served after TERM, each answer closing its connection; then new ones are refused.");
    public static final Setting<Duration> SHUTDOWN_TIMEOUT = Setting.of(
            "SHUTDOWN_TIMEOUT",
            SettingType.duration(Duration.ZERO, Duration.ofMinutes(5)),
            "10s",
            "How long requests that are under way may then take to finish.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(
            MAX_CONNECTIONS,
            MAX_HEADER_BYTES,
            MAX_ADDRESS_BYTES,
            HEADER_TIMEOUT,
            IDLE_TIMEOUT,
            SHUTDOWN_GRACE,
            SHUTDOWN_TIMEOUT,
            TlsConfig.TLS_KEYSTORE_FILE);

    public ServerConfig {
        requireNonNull(listen, "listen is null");
        requireNonNull(tls, "tls is null");
        requireNonNull(headerTimeout, "headerTimeout is null");
        requireNonNull(idleTimeout, "idleTimeout is null");
        requireNonNull(shutdownGrace, "shutdownGrace is null");
        requireNonNull(shutdownTimeout, "shutdownTimeout is null");
    }

    /**
     * Reads all but the address, whose variables differ between the programs.
     *
     * @throws dev.eventlane.core.config.ConfigurationException if a variable breaks its rule
     */
    public static ServerConfig from(Settings settings, ListenAddress listen) {
        return new ServerConfig(
                listen,
                TlsConfig.from(settings),
                settings.get(MAX_CONNECTIONS),
                Math.toIntExact(settings.get(MAX_HEADER_BYTES)),
                Math.toIntExact(settings.get(MAX_ADDRESS_BYTES)),
                settings.get(HEADER_TIMEOUT),
                settings.get(IDLE_TIMEOUT),
                settings.get(SHUTDOWN_GRACE),
                settings.get(SHUTDOWN_TIMEOUT));
    }
}
