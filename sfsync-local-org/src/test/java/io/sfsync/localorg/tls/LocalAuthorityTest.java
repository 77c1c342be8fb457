/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.store.StoreOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class LocalAuthorityTest {
    @Test
    void clients_that_trust_the_authority_speak_https_under_both_names() throws Exception {
        try (LocalOrg org =
                LocalOrg.builder().tls(true).data(StoreOptions.memory()).start()) {
            assertThat(org.url().getScheme()).isEqualTo("https");
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(org.certificateAuthority().orElseThrow()))
                    .build();
            for (String host : new String[] {"127.0.0.1", "localhost"}) {
                URI uri =
                        URI.create("https://" + host + ":" + org.url().getPort() + "/services/data/v60.0/jobs/ingest");
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + org.accessToken())
                                .build(),
                        BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("Strict-Transport-Security"))
                        .isPresent();
            }
        }
    }

    @Test
    void clients_that_do_not_trust_it_refuse() throws Exception {
        try (LocalOrg org =
                LocalOrg.builder().tls(true).data(StoreOptions.memory()).start()) {
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(org.url()).build(), BodyHandlers.ofString()))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static SSLContext trusting(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
