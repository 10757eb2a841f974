package dev.eventlane.http;

import static java.util.Objects.requireNonNull;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate that a server shows, and its private key.
 *
 * @param keystore a PKCS#12 file that holds both
 * @param password of the file and of the key
 */
public record TlsConfig(Path keystore, Secret password) {
    public static final Setting<Path> TLS_KEYSTORE_FILE = Setting.of(
            "TLS_KEYSTORE_FILE",
            SettingType.FILE,
            null,
            "A PKCS#12 file with certificate and private key; the server then speaks HTTPS (TLS 1.2 and 1.3) and no plain HTTP. The password is TLS_KEYSTORE_PASSWORD, or lies in the file that TLS_KEYSTORE_PASSWORD_FILE names.");
    public static final String TLS_KEYSTORE_PASSWORD = "TLS_KEYSTORE_PASSWORD";

    /** The versions that are spoken, best first; everything before them is broken. */
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    public TlsConfig {
        requireNonNull(keystore, "keystore is null");
        requireNonNull(password, "password is null");
    }

    static Optional<TlsConfig> from(Settings settings) {
        return settings.find(TLS_KEYSTORE_FILE)
                .map(file -> new TlsConfig(file, settings.secret(TLS_KEYSTORE_PASSWORD)));
    }

    /**
     * Opens the keystore.
     *
     * @throws ConfigurationException if it cannot be opened, or holds no private key
     */
    SSLContext open() {
        char[] characters = password.reveal().toCharArray();
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, characters);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, characters);
            if (!hasKey(store)) {
                throw new ConfigurationException("TLS_KEYSTORE_FILE is \"" + keystore
                        + "\", which holds no private key; put the certificate's into it");
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("TLS_KEYSTORE_FILE is \"" + keystore
                    + "\", which cannot be opened as a PKCS#12 file with the password of TLS_KEYSTORE_PASSWORD: " + e);
        }
    }

    private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }
}
