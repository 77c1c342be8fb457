/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

/** The write APIs of Salesforce. */
public enum Api {
    /** sObject collections: calls of up to 200 records, answered in order. */
    COLLECTIONS("collections"),
    /** Bulk API 1.0: jobs of many batches of up to 10,000 records. */
    BULK1("bulk1"),
    /** Bulk API 2.0: one file a job, up to 100 MB; results in any order. */
    BULK2("bulk2");

    private final String optionName;

    Api(String optionName) {
        this.optionName = optionName;
    }

    /**
     * The API of this name in the option {@code api}.
     *
     * @throws IllegalArgumentException for an unknown name
     */
    public static Api parse(String name) {
        for (Api api : values()) {
            if (api.optionName.equalsIgnoreCase(name)) {
                return api;
            }
        }
        throw new IllegalArgumentException("api must be collections, bulk1 or bulk2, was '" + name + "'");
    }

    /** The name in the option {@code api}. */
    public String optionName() {
        return optionName;
    }
}
