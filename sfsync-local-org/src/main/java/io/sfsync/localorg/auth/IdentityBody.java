/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bodies of identity and userinfo, with the keys in the recorded order. */
final class IdentityBody {
    private static final String MODIFIED = "2026-01-05T08:00:00.000+0000";

    private final Directory directory;
    private final Session session;
    private final OrgUser user;

    IdentityBody(Directory directory, Session session, OrgUser user) {
        this.directory = directory;
        this.session = session;
        this.user = user;
    }

    Map<String, Object> identity() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", directory.identityUrl(session));
        body.put("asserted_user", true);
        body.put("user_id", user.id());
        body.put("organization_id", directory.organizationId());
        body.put("username", user.username());
        body.put("nick_name", user.lastName());
        body.put("display_name", user.fullName());
        body.put("email", user.email());
        body.put("email_verified", true);
        body.put("first_name", user.firstName());
        body.put("last_name", user.lastName());
        body.put("timezone", "Europe/London");
        body.put("photos", photos());
        for (String part : new String[] {"street", "city", "state", "country", "zip"}) {
            body.put("addr_" + part, null);
        }
        body.put("mobile_phone", null);
        body.put("mobile_phone_verified", false);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("created_date", null);
        status.put("body", null);
        body.put("status", status);
        body.put("urls", urls());
        body.put("active", user.active());
        putLocale(body);
        body.put("last_modified_date", MODIFIED);
        body.put("is_app_installed", true);
        return body;
    }

    Map<String, Object> userInfo() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("sub", directory.identityUrl(session));
        body.put("user_id", user.id());
        body.put("organization_id", directory.organizationId());
        body.put("preferred_username", user.username());
        body.put("nickname", user.lastName());
        body.put("name", user.fullName());
        body.put("email", user.email());
        body.put("email_verified", true);
        body.put("given_name", user.firstName());
        body.put("family_name", user.lastName());
        body.put("zoneinfo", "Europe/London");
        body.put("photos", photos());
        body.put("profile", directory.instanceUrl() + "/" + user.id().substring(0, 15));
        body.put("picture", photos().get("picture"));
        body.put("address", Map.of());
        body.put("is_salesforce_integration_user", false);
        body.put("urls", urls());
        body.put("active", user.active());
        putLocale(body);
        body.put("updated_at", MODIFIED);
        body.put("is_app_installed", true);
        return body;
    }

    private static void putLocale(Map<String, Object> body) {
        body.put("user_type", "STANDARD");
        body.put("language", "en_US");
        body.put("locale", "en_GB");
        body.put("utcOffset", 0);
    }

    private Map<String, Object> photos() {
        Map<String, Object> photos = new LinkedHashMap<>();
        photos.put("picture", directory.instanceUrl() + "/profilephoto/005/F");
        photos.put("thumbnail", directory.instanceUrl() + "/profilephoto/005/T");
        return photos;
    }

    private Map<String, Object> urls() {
        String url = directory.instanceUrl();
        String org = directory.organizationId().substring(0, 15);
        String data = url + "/services/data/v{version}/";
        Map<String, Object> urls = new LinkedHashMap<>();
        urls.put("enterprise", url + "/services/Soap/c/{version}/" + org);
        urls.put("metadata", url + "/services/Soap/m/{version}/" + org);
        urls.put("partner", url + "/services/Soap/u/{version}/" + org);
        urls.put("rest", data);
        urls.put("sobjects", data + "sobjects/");
        urls.put("search", data + "search/");
        urls.put("query", data + "query/");
        urls.put("recent", data + "recent/");
        urls.put("tooling_soap", url + "/services/Soap/T/{version}/" + org);
        urls.put("tooling_rest", data + "tooling/");
        urls.put("profile", url + "/" + user.id());
        urls.put("feeds", data + "chatter/feeds");
        urls.put("groups", data + "chatter/groups");
        urls.put("users", data + "chatter/users");
        urls.put("feed_items", data + "chatter/feed-items");
        urls.put("feed_elements", data + "chatter/feed-elements");
        urls.put("custom_domain", url);
        return urls;
    }
}
