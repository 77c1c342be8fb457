/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soap;

import io.sfsync.localorg.auth.Directory;
import io.sfsync.localorg.auth.OrgUser;
import io.sfsync.localorg.auth.SessionAuthenticator;
import io.sfsync.localorg.auth.Sessions;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The partner ({@code u}) and enterprise ({@code c}) SOAP end points: login, logout, getUserInfo, getServerTimestamp. */
public final class SoapCalls implements CallGroup {
    private static final long MAX_BYTES = 1 << 20;

    private final Directory directory;
    private final Sessions sessions;
    private final Clock clock;

    /** Lets the users of {@code directory} log in. */
    public SoapCalls(Directory directory, Sessions sessions, Clock clock) {
        this.directory = directory;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        for (String kind : new String[] {"u", "c"}) {
            for (String rest : new String[] {"", "/{organization}", "/{organization}/{package}"}) {
                router.add(
                        Route.of(
                                        Family.SOAP,
                                        "POST",
                                        "/services/Soap/" + kind + "/{version}" + rest,
                                        "SOAP: login, logout, getUserInfo, getServerTimestamp")
                                .maxBody(MAX_BYTES)
                                .source("metaforce fixture and forcedotcom/SalesforcePy fixtures", Confidence.RECORDED)
                                .verifiedBy(kind.equals("u") ? "force-wsc" : ""),
                        call -> handle(call, kind));
            }
        }
    }

    private Answer handle(Call call, String kind) throws IOException {
        SoapRequest request = SoapRequest.read(call);
        String body = switch (request.operation()) {
            case "login" -> login(request, kind, call.parameter("version"));
            case "getUserInfo" -> new SoapBodies(directory, sessions).getUserInfo(user(session(request)));
            case "getServerTimestamp" -> {
                session(request);
                yield timestamp();
            }
            case "logout" -> logout(session(request));
            default -> throw unsupported(request);
        };
        return Answer.text(200, "text/xml;charset=UTF-8", SoapBodies.envelope(kind, body));
    }

    /** A dead session comes before all else, as a client that logs in again must be told so whatever it asks for. */
    private ApiException unsupported(SoapRequest request) {
        session(request);
        return new ApiException(
                500,
                "UNSUPPORTED_CLIENT",
                "No operation available for request " + request.operation()
                        + "; the local org's SOAP API has login, logout, getUserInfo and"
                        + " getServerTimestamp, data goes over REST and Bulk");
    }

    private String login(SoapRequest request, String kind, String version) {
        OrgUser user = directory
                .user(request.text("username"))
                .filter(found -> found.mayLogIn(request.text("password")))
                .orElseThrow(() -> new ApiException(
                        500, "INVALID_LOGIN", "Invalid username, password, security token; or user locked out."));
        Session session = sessions.open(user, directory.organizationId(), "");
        return new SoapBodies(directory, sessions).login(session, user, kind, version);
    }

    private String timestamp() {
        return "<getServerTimestampResponse><result><timestamp>"
                + clock.instant().truncatedTo(ChronoUnit.MILLIS)
                + "</timestamp></result></getServerTimestampResponse>";
    }

    private String logout(Session session) {
        sessions.end(session.id());
        return "<logoutResponse/>";
    }

    private Session session(SoapRequest request) {
        return sessions.find(request.text("sessionId")).orElseThrow(() -> SessionAuthenticator.dead(Family.SOAP));
    }

    private OrgUser user(Session session) {
        return directory.userById(session.userId()).orElseThrow(() -> SessionAuthenticator.dead(Family.SOAP));
    }
}
