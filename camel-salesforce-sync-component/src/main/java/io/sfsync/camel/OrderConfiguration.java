/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options about the order in which records are sent, and about records that have the same key. */
@UriParams
abstract class OrderConfiguration extends LedgerConfiguration {
    @UriParam(
            defaultValue = "false",
            description = "Whether records with the same key keep their order: a record is sent only when those of "
                    + "its key before it have their outcome, whatever the parallelism. Only with "
                    + "collections, and not for insert, whose records have no key. Off by default.")
    private boolean ordered;

    @UriParam(
            enums = "send,reject,first,last",
            defaultValue = "send",
            description = "What happens to records with the same key in one run: send leaves it to Salesforce "
                    + "(within one chunk of 200 both fail, else the second updates), reject rejects all of"
                    + " them, first and last send only that one and reject the others. Keys are compared as"
                    + " Salesforce does. All but send read the source to its end, onto the disk, before the"
                    + " first record is sent.")
    private String duplicateKeys = "send";

    @UriParam(
            defaultValue = "none",
            description = "Keeps the records of one parent together, and apart from those that are written at the "
                    + "same time, so that they do not lose locks to each other: none, auto (by the "
                    + "master-detail and required lookups that describe names) or names of lookups with "
                    + "commas between them, such as AccountId. The source is read to its end and sorted on"
                    + " disk by parent before the first record is sent. Not together with ordered.")
    private String lockBy = "none";

    public boolean isOrdered() {
        return ordered;
    }

    public void setOrdered(boolean ordered) {
        this.ordered = ordered;
    }

    public String getLockBy() {
        return lockBy;
    }

    public void setLockBy(String lockBy) {
        this.lockBy = lockBy;
    }

    public String getDuplicateKeys() {
        return duplicateKeys;
    }

    public void setDuplicateKeys(String duplicateKeys) {
        this.duplicateKeys = duplicateKeys;
    }
}
