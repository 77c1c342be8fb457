/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jasypt.JasyptPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.salt.RandomSaltGenerator;

/** Encrypted values in the files of properties, and the rule that outside dev no secret stands there in plain text. */
final class Secrets {
    /** The environment variable that holds the master password. */
    static final String MASTER_PASSWORD = "SFSYNC_MASTER_PASSWORD";

    private static final String MASTER_PASSWORD_PROPERTY = "sfsync.masterPassword";
    private static final String ALGORITHM = "PBEWITHHMACSHA256ANDAES_256";
    private static final String ENCRYPTED = "ENC(";
    private static final String PLACEHOLDER = "{{";
    private static final String ORG_URL = "sfsync.org.url";
    private static final List<String> LOGIN =
            List.of("sfsync.org.", "camel.component.salesforce.", "camel.component.sfsync.");
    /** How the keys of secrets end. Names of users and clients are none. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passphrase|secret|token|private-?key|api-?key|access-?key)");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|\\[::1]");

    private Secrets() {}

    /**
     * Checks the files of an environment and, where they hold encrypted values, lets Camel decrypt them.
     *
     * @throws UsageException if a secret stands there in plain text outside dev, or an encrypted value is there and no
     *     master password
     */
    static void prepare(HubHome home, String environment, Main main) {
        List<Path> files = home.propertyFiles(environment);
        Map<String, String> values = new TreeMap<>();
        for (Path file : files) {
            Map<String, String> own = read(file);
            own.forEach((key, value) -> refuseWithoutPlaceholder(file, key, value));
            if (!environment.equals(Environment.DEFAULT)) {
                refusePlainText(file, own, Optional.ofNullable(own.get(ORG_URL)));
            }
            values.putAll(own);
        }
        if (values.values().stream().anyMatch(value -> value.contains(ENCRYPTED))) {
            JasyptPropertiesParser parser = new JasyptPropertiesParser();
            parser.setEncryptor(encryptor());
            main.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport started) {
                    install(parser, started.getCamelContext());
                }
            });
        }
    }

    private static void install(JasyptPropertiesParser parser, CamelContext context) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        parser.setPropertiesComponent(properties);
        properties.setPropertiesParser(parser);
    }

    /** What goes to a component directly is never decrypted: it would log in with the text ENC(…). */
    private static void refuseWithoutPlaceholder(Path file, String key, String value) {
        if (key.startsWith("camel.") && value.contains(ENCRYPTED)) {
            throw new UsageException(
                    file + ": " + key + " is encrypted, and Camel decrypts only where a placeholder takes"
                            + " a value; write " + key + " = {{my.secret}} and my.secret = ENC(...)");
        }
    }

    private static void refusePlainText(Path file, Map<String, String> values, Optional<String> url) {
        boolean local = url.map(Secrets::isOnThisMachine).orElse(false);
        values.forEach((key, value) -> {
            boolean plain = !value.isBlank() && !value.contains(ENCRYPTED) && !value.contains(PLACEHOLDER);
            if (plain
                    && SECRET.matcher(key).matches()
                    && !(local && LOGIN.stream().anyMatch(key::startsWith))) {
                throw new UsageException(file + ": " + key + " stands there in plain text, which is allowed in the"
                        + " environment " + Environment.DEFAULT
                        + " only; write what ./sfsync encrypt prints, or take it"
                        + " from elsewhere, such as {{env:NAME}}");
            }
        });
    }

    /** The login of a local org is no secret; an address that is none is refused by others. */
    private static boolean isOnThisMachine(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null || LOOPBACK.matcher(host).matches();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    /** A value as it may stand in a file of properties. */
    static String encrypt(String secret) {
        return ENCRYPTED + encryptor().encrypt(secret) + ")";
    }

    private static StandardPBEStringEncryptor encryptor() {
        StandardPBEStringEncryptor encryptor = new StandardPBEStringEncryptor();
        encryptor.setPassword(masterPassword());
        encryptor.setAlgorithm(ALGORITHM);
        encryptor.setSaltGenerator(new RandomSaltGenerator());
        encryptor.setIvGenerator(new RandomIvGenerator());
        return encryptor;
    }

    private static String masterPassword() {
        String password = Optional.ofNullable(System.getenv(MASTER_PASSWORD))
                .orElseGet(() -> System.getProperty(MASTER_PASSWORD_PROPERTY, ""));
        if (password.isBlank()) {
            throw new UsageException("encrypted values need the master password: set the environment variable "
                    + MASTER_PASSWORD + " to that which they were encrypted with");
        }
        return password;
    }
}
