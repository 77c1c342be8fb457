/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soap;

import io.sfsync.localorg.auth.Directory;
import io.sfsync.localorg.auth.OrgUser;
import io.sfsync.localorg.auth.Sessions;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.http.Xml;
import io.sfsync.localorg.store.RecordId;
import org.jspecify.annotations.Nullable;

/** The bodies of SOAP answers, with the elements in the order of the partner WSDL (recorded by metaforce and forcedotcom/SalesforcePy). */
final class SoapBodies {
    private static final String PROFILE = RecordId.format(RecordId.of("00e", 1));

    private final Directory directory;
    private final Sessions sessions;
    private final StringBuilder out = new StringBuilder(2048);

    SoapBodies(Directory directory, Sessions sessions) {
        this.directory = directory;
        this.sessions = sessions;
    }

    String login(Session session, OrgUser user, String kind, String version) {
        String org = session.organizationId().substring(0, 15);
        String base = directory.instanceUrl() + "/services/Soap/";
        out.append("<loginResponse><result>");
        element("metadataServerUrl", base + "m/" + version + "/" + org);
        element("passwordExpired", "false");
        element("sandbox", "false");
        String endpoint = kind.equals("c") ? "/" + RecordId.format(RecordId.of("0DF", 1)) : "";
        element("serverUrl", base + kind + "/" + version + "/" + org + endpoint);
        element("sessionId", session.id());
        element("userId", session.userId());
        out.append("<userInfo>");
        userInfo(user);
        out.append("</userInfo></result></loginResponse>");
        return out.toString();
    }

    String getUserInfo(OrgUser user) {
        out.append("<getUserInfoResponse><result>");
        userInfo(user);
        out.append("</result></getUserInfoResponse>");
        return out.toString();
    }

    private void userInfo(OrgUser user) {
        element("accessibilityMode", "false");
        element("chatterExternal", "false");
        element("currencySymbol", "$");
        element("orgAttachmentFileSizeLimit", "5242880");
        element("orgDefaultCurrencyIsoCode", "USD");
        element("orgDefaultCurrencyLocale", "en_US");
        element("orgDisallowHtmlAttachments", "false");
        element("orgHasPersonAccounts", "false");
        element("organizationId", directory.organizationId());
        element("organizationMultiCurrency", "false");
        element("organizationName", "Local Org");
        element("profileId", PROFILE);
        element("roleId", null);
        element("sessionSecondsValid", Long.toString(sessions.timeout().toSeconds()));
        element("userDefaultCurrencyIsoCode", null);
        element("userEmail", user.email());
        element("userFullName", user.fullName());
        element("userId", user.id());
        element("userLanguage", "en_US");
        element("userLocale", "en_GB");
        element("userName", user.username());
        element("userTimeZone", "Europe/London");
        element("userType", "Standard");
        element("userUiSkin", "Theme3");
    }

    private void element(String name, @Nullable String text) {
        if (text == null) {
            out.append('<').append(name).append(" xsi:nil=\"true\"/>");
            return;
        }
        out.append('<').append(name).append('>').append(Xml.escape(text));
        out.append("</").append(name).append('>');
    }

    /** A whole envelope around a body. */
    static String envelope(String kind, String body) {
        String namespace = kind.equals("c") ? "urn:enterprise.soap.sforce.com" : "urn:partner.soap.sforce.com";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"" + namespace
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
    }
}
