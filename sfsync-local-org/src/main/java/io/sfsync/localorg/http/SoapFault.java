/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.util.Locale;

/** A SOAP fault as the partner and enterprise end points send it. */
final class SoapFault {
    private SoapFault() {}

    static Answer answer(int status, ApiError error, String path) {
        String kind = path.toLowerCase(Locale.ROOT).contains("/soap/c") ? "enterprise" : "partner";
        String code = Xml.escape(error.code());
        String message = Xml.escape(error.message());
        String type = error.code().startsWith("INVALID_LOGIN") ? "LoginFault" : "UnexpectedErrorFault";
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:sf=\"urn:fault."
                + kind + ".soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
                + "<soapenv:Fault><faultcode>sf:" + code + "</faultcode><faultstring>" + code + ": " + message
                + "</faultstring><detail><sf:" + type + " xsi:type=\"sf:" + type + "\"><sf:exceptionCode>" + code
                + "</sf:exceptionCode><sf:exceptionMessage>" + message + "</sf:exceptionMessage></sf:" + type
                + "></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>";
        return Answer.text(status, "text/xml;charset=UTF-8", body);
    }
}
