/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.strangers.dto;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.camel.component.salesforce.api.dto.AbstractDescribedSObjectBase;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** An account as the DTO generator of camel-salesforce would write it, with the few fields that the test needs. */
public class Account extends AbstractDescribedSObjectBase {

    private static final SObjectDescription DESCRIPTION = new SObjectDescription();

    static {
        DESCRIPTION.setName("Account");
        DESCRIPTION.setLabel("Account");
    }

    private String key;
    private Integer employees;

    /** An empty account. */
    public Account() {
        getAttributes().setType("Account");
    }

    /** An account with a name and a key. */
    public static Account of(String name, String key) {
        Account account = new Account();
        account.setName(name);
        account.setKey(key);
        return account;
    }

    /** The external id. */
    @JsonProperty("Key__c")
    public String getKey() {
        return key;
    }

    /** Sets the external id. */
    @JsonProperty("Key__c")
    public void setKey(String value) {
        key = value;
    }

    /** How many people work there. */
    @JsonProperty("NumberOfEmployees")
    public Integer getEmployees() {
        return employees;
    }

    /** Sets how many people work there. */
    @JsonProperty("NumberOfEmployees")
    public void setEmployees(Integer value) {
        employees = value;
    }

    @Override
    public SObjectDescription description() {
        return DESCRIPTION;
    }
}
