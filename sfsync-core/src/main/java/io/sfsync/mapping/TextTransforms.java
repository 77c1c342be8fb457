/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Transforms of text. A value that is no text passes the ones without argument unchanged. */
final class TextTransforms {
    private TextTransforms() {}

    static void addTo(Map<String, TransformFactory> all) {
        TransformFactory lower = TransformFactory.plain(onText(text -> text.toLowerCase(Locale.ROOT)));
        TransformFactory upper = TransformFactory.plain(onText(text -> text.toUpperCase(Locale.ROOT)));
        TransformFactory trim = TransformFactory.plain(onText(String::strip));
        all.put("lowercase", lower);
        all.put("lower", lower);
        all.put("uppercase", upper);
        all.put("upper", upper);
        all.put("strip", trim);
        all.put("trim", trim);
        all.put("truncate", TextTransforms::truncate);
        all.put("match", TextTransforms::match);
    }

    private static Transform onText(UnaryOperator<String> change) {
        return value -> value instanceof CharSequence text ? change.apply(text.toString()) : value;
    }

    private static Transform truncate(@Nullable Object argument) {
        int length = positive(TransformFactory.text(argument, "a length in characters"));
        return onText(text -> {
            if (text.length() <= length) {
                return text;
            }
            int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
            return text.substring(0, end);
        });
    }

    private static int positive(String text) {
        try {
            int length = Integer.parseInt(text.strip());
            if (length > 0) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("needs a length of at least 1", e);
        }
        throw new IllegalArgumentException("needs a length of at least 1");
    }

    /** The first group of the first match, or the match where there is no group; missing where nothing matches. */
    private static Transform match(@Nullable Object argument) {
        Pattern pattern = pattern(TransformFactory.text(argument, "a regular expression"));
        return value -> {
            Matcher matcher = pattern.matcher(value.toString());
            if (!matcher.find()) {
                return null;
            }
            return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        };
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("needs a regular expression (" + e.getDescription() + ")", e);
        }
    }
}
