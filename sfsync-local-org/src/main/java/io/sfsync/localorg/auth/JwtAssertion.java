/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** A JWT of the bearer flow: three parts, RS256. */
final class JwtAssertion {
    private final String signed;
    private final byte[] signature;
    private final JsonNode claims;

    private JwtAssertion(String signed, byte[] signature, JsonNode claims) {
        this.signed = signed;
        this.signature = signature;
        this.claims = claims;
    }

    /**
     * Reads the compact form.
     *
     * @throws io.sfsync.localorg.http.ApiException invalid_grant, "invalid assertion", for anything that is not RS256 in three parts
     */
    static JwtAssertion parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw OAuthErrors.invalidGrant("invalid assertion");
        }
        try {
            JsonNode header = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            if (!header.path("alg").asText().equals("RS256") || !claims.isObject()) {
                throw OAuthErrors.invalidGrant("invalid assertion");
            }
            return new JwtAssertion(
                    parts[0] + "." + parts[1], Base64.getUrlDecoder().decode(parts[2]), claims);
        } catch (IOException | IllegalArgumentException e) {
            throw OAuthErrors.invalidGrant("invalid assertion");
        }
    }

    String issuer() {
        return claims.path("iss").asText("");
    }

    String subject() {
        return claims.path("sub").asText(claims.path("prn").asText(""));
    }

    /** The audience; of several the first. */
    String audience() {
        JsonNode audience = claims.path("aud");
        return audience.isArray() ? audience.path(0).asText("") : audience.asText("");
    }

    /** Seconds since the epoch; 0 if the claim is missing. */
    long expires() {
        return claims.path("exp").asLong(0);
    }

    boolean isSignedWith(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
