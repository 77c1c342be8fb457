/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rule;

import io.sfsync.localorg.rule.Formula.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads a formula by recursive descent: or, and, comparison, sum, product, sign, value. */
final class FormulaParser {
    private static final List<String> COMPARISONS = List.of("==", "=", "<>", "!=", "<=", ">=", "<", ">");
    private static final String BLANKS = " \t\r\n";

    private final String text;
    private final Set<String> fields = new TreeSet<>();
    private int at;

    FormulaParser(String text) {
        this.text = text;
    }

    Set<String> fields() {
        return fields;
    }

    Node parse() {
        Node node = or();
        skipBlanks();
        if (at < text.length()) {
            throw expected("the end");
        }
        return node;
    }

    private Node or() {
        Node left = and();
        while (take("||")) {
            Node first = left;
            Node second = and();
            left = record -> Values.truth(first.value(record)) || Values.truth(second.value(record));
        }
        return left;
    }

    private Node and() {
        Node left = comparison();
        while (take("&&")) {
            Node first = left;
            Node second = comparison();
            left = record -> Values.truth(first.value(record)) && Values.truth(second.value(record));
        }
        return left;
    }

    private Node comparison() {
        Node left = sum();
        for (String operator : COMPARISONS) {
            if (take(operator)) {
                Node right = sum();
                return record -> Values.compare(operator, left.value(record), right.value(record));
            }
        }
        return left;
    }

    private Node sum() {
        Node left = product();
        while (true) {
            Node first = left;
            if (take("+")) {
                Node second = product();
                left = record -> Values.number(first.value(record)) + Values.number(second.value(record));
            } else if (take("-")) {
                Node second = product();
                left = record -> Values.number(first.value(record)) - Values.number(second.value(record));
            } else if (!text.startsWith("&&", skipBlanks()) && take("&")) {
                Node second = product();
                left = record -> Values.text(first.value(record)) + Values.text(second.value(record));
            } else {
                return left;
            }
        }
    }

    private Node product() {
        Node left = sign();
        while (true) {
            Node first = left;
            if (take("*")) {
                Node second = sign();
                left = record -> Values.number(first.value(record)) * Values.number(second.value(record));
            } else if (take("/")) {
                Node second = sign();
                left = record -> Values.number(first.value(record)) / Values.number(second.value(record));
            } else {
                return left;
            }
        }
    }

    private Node sign() {
        if (take("-")) {
            Node value = sign();
            return record -> -Values.number(value.value(record));
        }
        if (!text.startsWith("!=", skipBlanks()) && take("!")) {
            Node value = sign();
            return record -> !Values.truth(value.value(record));
        }
        return value();
    }

    private Node value() {
        skipBlanks();
        if (take("(")) {
            Node inner = or();
            expect(")");
            return inner;
        }
        char c = at < text.length() ? text.charAt(at) : 0;
        if (c == '"' || c == '\'') {
            String literal = quoted(c);
            return record -> literal;
        }
        if (c >= '0' && c <= '9') {
            Double number = Double.valueOf(run("0123456789."));
            return record -> number;
        }
        if (Character.isLetter(c)) {
            return named();
        }
        throw expected("a value");
    }

    private Node named() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(start, at);
        if (take("(")) {
            return FormulaFunctions.call(name.toUpperCase(Locale.ROOT), arguments(), start);
        }
        if (name.equalsIgnoreCase("TRUE") || name.equalsIgnoreCase("FALSE")) {
            boolean truth = name.equalsIgnoreCase("TRUE");
            return record -> truth;
        }
        if (name.equalsIgnoreCase("NULL")) {
            return record -> null;
        }
        fields.add(name);
        return record -> record.field(name);
    }

    private List<Node> arguments() {
        List<Node> arguments = new ArrayList<>();
        if (take(")")) {
            return arguments;
        }
        do {
            arguments.add(or());
        } while (take(","));
        expect(")");
        return arguments;
    }

    private String quoted(char quote) {
        StringBuilder literal = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return literal.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                c = text.charAt(at);
            }
            literal.append(c);
        }
        throw expected("a closing " + quote);
    }

    private String run(String characters) {
        int start = at;
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean take(String token) {
        if (text.startsWith(token, skipBlanks())) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw expected("'" + token + "'");
        }
    }

    private int skipBlanks() {
        run(BLANKS);
        return at;
    }

    private FormulaException expected(String what) {
        String found =
                at < text.length() ? "'" + text.substring(at, Math.min(text.length(), at + 10)) + "'" : "the end";
        return new FormulaException(
                "formula '" + text + "': expected " + what + " at character " + (at + 1) + ", found " + found);
    }
}
