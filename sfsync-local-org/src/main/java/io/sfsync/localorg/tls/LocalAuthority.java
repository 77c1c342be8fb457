/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of its own that vouches for {@code localhost} and {@code 127.0.0.1}, and for nothing else. */
public final class LocalAuthority {
    private static final Duration VALID = Duration.ofDays(365);
    private static final byte[] SIGNATURE_ALGORITHM = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    private final X509Certificate authority;
    private final SSLContext context;

    private LocalAuthority(X509Certificate authority, SSLContext context) {
        this.authority = authority;
        this.context = context;
    }

    /** Makes an authority and a certificate for loopback; takes some ten milliseconds. */
    public static LocalAuthority create(Clock clock) {
        try {
            Instant now = clock.instant().minus(Duration.ofHours(1));
            KeyPair authorityKeys = keys();
            KeyPair serverKeys = keys();
            byte[] issuer = name("sfsync local org authority");
            byte[] authorityExtensions = Der.sequence(
                    extension("2.5.29.19", Der.sequence(Der.bool(true))),
                    extension("2.5.29.15", Der.bits(1, new byte[] {0x06})));
            X509Certificate authority =
                    certificate(issuer, issuer, authorityKeys, authorityKeys, authorityExtensions, now);
            X509Certificate server =
                    certificate(issuer, name("localhost"), authorityKeys, serverKeys, serverExtensions(), now);
            return new LocalAuthority(authority, context(serverKeys, server, authority));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot make certificates on the curve P-256", e);
        }
    }

    /** What the server speaks TLS with. */
    public SSLContext context() {
        return context;
    }

    /** The authority's certificate, for clients to trust. */
    public X509Certificate certificate() {
        return authority;
    }

    /** The authority's certificate in PEM. */
    public String pem() {
        try {
            byte[] encoded = authority.getEncoded();
            Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(encoded) + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private static byte[] serverExtensions() {
        byte[] names = Der.sequence(
                Der.primitive(2, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.primitive(7, new byte[] {127, 0, 0, 1}));
        return Der.sequence(
                extension("2.5.29.19", Der.sequence()),
                extension("2.5.29.15", Der.bits(7, new byte[] {(byte) 0x80})),
                extension("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", names));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    private static byte[] extension(String oid, byte[] content) {
        return Der.sequence(Der.oid(oid), Der.octets(content));
    }

    private static X509Certificate certificate(
            byte[] issuer, byte[] subject, KeyPair issuerKeys, KeyPair keys, byte[] extensions, Instant from)
            throws GeneralSecurityException {
        byte[] body = Der.sequence(
                Der.context(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)),
                SIGNATURE_ALGORITHM,
                issuer,
                Der.sequence(Der.time(from), Der.time(from.plus(VALID))),
                subject,
                keys.getPublic().getEncoded(),
                Der.context(3, extensions));
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(issuerKeys.getPrivate());
        signer.update(body);
        byte[] whole = Der.sequence(body, SIGNATURE_ALGORITHM, Der.bits(0, signer.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static SSLContext context(KeyPair keys, X509Certificate server, X509Certificate authority)
            throws GeneralSecurityException {
        char[] password = "loopback".toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("server", keys.getPrivate(), password, new Certificate[] {server, authority});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store needs no input", e);
        }
    }
}
