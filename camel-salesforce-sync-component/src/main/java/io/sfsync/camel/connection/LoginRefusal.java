/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.salesforce.NotSentException;
import java.util.Set;

/**
 * Says in one message why a login failed and what to do about it. The error codes are those of Salesforce's OAuth token
 * endpoint (Salesforce Help, OAuth 2.0 Error Codes).
 */
final class LoginRefusal {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The component that the hub's own configuration sets up, and its options that are properties of the hub. */
    private static final String HUB_COMPONENT = "salesforce";

    private static final Set<String> OF_HUB = Set.of("loginUrl", "clientId", "clientSecret");

    private final String component;
    private final String loginUrl;

    /**
     * @param component the name of the salesforce component, as properties name it
     * @param loginUrl where the login was tried
     */
    LoginRefusal(String component, String loginUrl) {
        this.component = component;
        this.loginUrl = loginUrl;
    }

    /** The answer was not 200. */
    NotSentException answered(int status, String body, Throwable cause) {
        Reason reason = Reason.of(body);
        boolean passes = status == 408 || status == 420 || status == 429 || status >= 500;
        return new NotSentException(
                "Salesforce refused the login at " + loginUrl + " with HTTP " + status + reason.text() + "; "
                        + (passes ? "trying again may help" : wayOut(reason.code())),
                !passes,
                cause);
    }

    /** There was no answer. */
    NotSentException unreachable(Throwable cause) {
        return new NotSentException(
                "no login at " + loginUrl + ", which did not answer (" + Unreachable.reason(cause) + "): check "
                        + property("loginUrl") + ", the network and the proxy",
                Unreachable.isPermanent(cause),
                cause);
    }

    /** The login could not even be asked for, such as with a key store that does not open. */
    NotSentException impossible(Throwable cause) {
        if (!loginUrl.matches("(?i)https?://[^/\\s]+.*")) {
            return new NotSentException(
                    "'" + loginUrl + "' is no address to log in at: " + property("loginUrl")
                            + " must be an http or https URL, such as https://MyDomain.my.salesforce.com",
                    true,
                    cause);
        }
        return new NotSentException(
                "no login at " + loginUrl + ", it cannot be prepared (" + Unreachable.reason(cause) + "): check "
                        + property("keystore.resource") + ", " + property("keystore.password") + " and the other login"
                        + " options of the component " + component,
                true,
                cause);
    }

    /** The answer was 200 and no access token. */
    NotSentException unreadable(Throwable cause) {
        return new NotSentException(
                "the answer of " + loginUrl + " to the login is not an access token with an instance URL and an id:"
                        + " check that " + property("loginUrl") + " is Salesforce's and not a proxy's",
                true,
                cause);
    }

    private String wayOut(String code) {
        return switch (code) {
            case "invalid_client", "invalid_client_id" ->
                "check " + property("clientId") + " and " + property("clientSecret");
            case "unsupported_grant_type" ->
                "check " + property("authenticationType") + " and that the connected app allows this kind of login";
            case "app_not_found" -> "check " + property("loginUrl") + ": the app is not installed in that org";
            default ->
                "check " + property("userName") + ", " + property("password") + " with the security token, "
                        + property("refreshToken") + " or " + property("keystore.resource")
                        + ", whichever this login uses, and " + property("loginUrl");
        };
    }

    /** The option as it is set, and the property of the hub that it is usually taken from. */
    private String property(String option) {
        String own = "camel.component." + component + "." + option;
        String ofHub = option.equals("loginUrl") ? "sfsync.org.url" : "sfsync.org." + option;
        return component.equals(HUB_COMPONENT) && OF_HUB.contains(option) ? own + " (" + ofHub + ")" : own;
    }

    private record Reason(String code, String description) {
        static Reason of(String body) {
            try {
                JsonNode json = JSON.readTree(body);
                return new Reason(
                        json.path("error").asText(""),
                        json.path("error_description").asText(""));
            } catch (JsonProcessingException e) {
                return new Reason("", "");
            }
        }

        String text() {
            return code.isEmpty() ? "" : " (" + code + (description.isEmpty() ? "" : ": " + description) + ")";
        }
    }
}
