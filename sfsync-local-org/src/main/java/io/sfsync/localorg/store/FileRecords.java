/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the org adds to new files: the size of an attachment; of a content version its size, extension, number and title, and the content
 * document that it is a version of, with a link to where it is published first (Object Reference, ContentVersion).
 */
final class FileRecords {
    private static final List<String> VERSION_SLOTS = List.of(
            "ContentDocumentId", "ContentSize", "FileExtension", "FileType", "VersionNumber", "Title", "IsLatest");

    private final Plan plan;
    private final Seed records;
    private final Writer writer;

    FileRecords(Plan plan, Seed records, Writer writer) {
        this.plan = plan;
        this.records = records;
        this.writer = writer;
    }

    /** The fields that the org fills. */
    static List<String> slots(DmlRequest request) {
        return switch (request.object().name()) {
            case "ContentVersion" -> VERSION_SLOTS;
            case "Attachment" -> List.of("BodyLength");
            default -> List.of();
        };
    }

    void complete(List<Draft> created) throws SQLException {
        String object = plan.request().object().name();
        if (object.equals("Attachment")) {
            created.forEach(draft -> set(draft, "BodyLength", length(draft, "Body")));
        } else if (object.equals("ContentVersion")) {
            for (Draft draft : created) {
                completeVersion(draft);
            }
        }
    }

    private void completeVersion(Draft draft) throws SQLException {
        String path = String.valueOf(get(draft, "PathOnClient") == null ? "" : get(draft, "PathOnClient"));
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        String title = get(draft, "Title") == null ? (dot < 0 ? name : name.substring(0, dot)) : text(draft, "Title");
        set(draft, "Title", title.isEmpty() ? "Untitled" : title);
        set(draft, "ContentSize", length(draft, "VersionData"));
        set(draft, "FileExtension", extension.isEmpty() ? null : extension);
        set(draft, "FileType", extension.isEmpty() ? "UNKNOWN" : extension.toUpperCase(Locale.ROOT));
        set(draft, "VersionNumber", "1");
        set(draft, "IsLatest", true);
        if (get(draft, "ContentDocumentId") == null) {
            set(draft, "ContentDocumentId", document(draft));
        }
    }

    private long document(Draft draft) throws SQLException {
        Map<String, Object> document = new HashMap<>();
        document.put("Title", text(draft, "Title"));
        document.put("LatestPublishedVersionId", draft.id);
        document.put("FileType", text(draft, "FileType"));
        document.put("ContentSize", length(draft, "VersionData"));
        document.put("OwnerId", plan.request().options().userId());
        long id = records.insert(writer, "ContentDocument", document);
        if (get(draft, "FirstPublishLocationId") instanceof Long place) {
            records.insert(
                    writer,
                    "ContentDocumentLink",
                    Map.of("ContentDocumentId", id, "LinkedEntityId", place, "ShareType", "V"));
        }
        return id;
    }

    private @Nullable Object get(Draft draft, String field) {
        int slot = plan.find(field);
        Object value = slot < 0 ? null : draft.values[slot];
        return value == Row.CLEAR ? null : value;
    }

    private String text(Draft draft, String field) {
        return String.valueOf(get(draft, field));
    }

    private void set(Draft draft, String field, @Nullable Object value) {
        int slot = plan.find(field);
        if (slot >= 0) {
            draft.values[slot] = value;
        }
    }

    private int length(Draft draft, String field) {
        return get(draft, field) instanceof byte[] bytes ? bytes.length : 0;
    }
}
