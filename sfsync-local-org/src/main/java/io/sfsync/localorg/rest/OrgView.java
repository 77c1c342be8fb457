/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * The org as the caller sees it: their part of the schema, in the version they ask for.
 *
 * @param schema what the user may see
 * @param version the API version, such as {@code 62.0}
 * @param options the user, and what the request headers ask for
 * @param host scheme and host as the caller knows them
 */
record OrgView(OrgSchema schema, String version, DmlOptions options, String host) {

    static OrgView of(Call call, OrgStore store) {
        Session session = call.session();
        OrgSchema schema = store.schema().visibleTo(session.username(), session.profile());
        return new OrgView(
                schema,
                call.apiVersion().toString(),
                RequestHeaders.options(call, RecordId.parse(session.userId())),
                call.host());
    }

    /** The object of that name; unknown ones are answered as recorded by SFDO-Tooling/CumulusCI: 404 {@code NOT_FOUND}. */
    ObjectType object(String name) {
        ObjectType object = schema.object(name);
        if (object == null) {
            throw ApiException.notFound();
        }
        return object;
    }

    String url(String path) {
        return "/services/data/v" + version + path;
    }

    String recordUrl(ObjectType object, @Nullable String id) {
        return url("/sobjects/" + object.name() + "/" + id);
    }
}
