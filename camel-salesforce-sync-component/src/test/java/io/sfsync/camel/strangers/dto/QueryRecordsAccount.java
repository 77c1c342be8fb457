/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.strangers.dto;

import java.util.List;
import org.apache.camel.component.salesforce.api.dto.AbstractQueryRecordsBase;

/** A page of accounts. */
public class QueryRecordsAccount extends AbstractQueryRecordsBase<Account> {

    private List<Account> records;

    @Override
    public List<Account> getRecords() {
        return records;
    }

    @Override
    public void setRecords(List<Account> value) {
        records = value;
    }
}
