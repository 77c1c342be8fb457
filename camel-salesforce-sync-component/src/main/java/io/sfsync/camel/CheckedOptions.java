/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.component.PropertyConfigurerSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sets options by Camel's generated configurer, but none to text that is no number: Camel reads {@code x}, {@code 10k}
 * and {@code 1.5} as 0 without a word (TimeUtils.toMilliSeconds, by PropertyConfigurerSupport).
 */
final class CheckedOptions implements PropertyConfigurer, PropertyConfigurerGetter {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern TIME =
            Pattern.compile("(?=[0-9])([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?");

    private final PropertyConfigurer generated;
    private final PropertyConfigurerGetter types;
    private final String prefix;
    private final Set<String> durations = new HashSet<>();

    /**
     * @param generated the configurer that Camel's build tools made, which is a {@link PropertyConfigurerGetter} too
     * @param declaring the class whose annotated fields are the options
     * @param prefix stands before the names of the options in messages
     */
    CheckedOptions(PropertyConfigurer generated, Class<?> declaring, String prefix) {
        this.generated = generated;
        this.types = (PropertyConfigurerGetter) generated;
        this.prefix = prefix;
        for (Field field : declaring.getDeclaredFields()) {
            if (isDuration(field)) {
                durations.add(field.getName().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static boolean isDuration(Field field) {
        UriParam ofEndpoint = field.getAnnotation(UriParam.class);
        Metadata ofComponent = field.getAnnotation(Metadata.class);
        String type = ofEndpoint != null ? ofEndpoint.javaType() : ofComponent != null ? ofComponent.javaType() : "";
        return type.equals(Duration.class.getName());
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (value instanceof String text && !text.startsWith("#") && !isStandIn(text)) {
            check(name, context.resolvePropertyPlaceholders(text), ignoreCase);
        }
        return generated.configure(context, target, name, value, ignoreCase);
    }

    /** Tools that only list endpoints put this in the place of values that they do not know. */
    private static boolean isStandIn(String text) {
        return text.equals(PropertyConfigurerSupport.MAGIC_VALUE);
    }

    private void check(String name, String text, boolean ignoreCase) {
        Class<?> type = types.getOptionType(name, ignoreCase);
        if (durations.contains(name.toLowerCase(Locale.ROOT))) {
            if (!WHOLE_NUMBER.matcher(text).matches() && !TIME.matcher(text).matches()) {
                throw new IllegalArgumentException(prefix + name
                        + " must be a time, in milliseconds or with units as in 500ms, 5s or 1h30m, was '" + text
                        + "'");
            }
        } else if (type == int.class || type == long.class) {
            boolean isNumber = WHOLE_NUMBER.matcher(text).matches();
            if (!isNumber || (type == int.class && Long.parseLong(text) != (int) Long.parseLong(text))) {
                throw new IllegalArgumentException(
                        prefix + name + " must be a whole number, in digits only, was '" + text + "'");
            }
        }
    }

    @Override
    public @Nullable Class<?> getOptionType(String name, boolean ignoreCase) {
        return types.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return types.getAutowiredNames();
    }

    @Override
    public @Nullable Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return types.getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public @Nullable Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return types.getOptionValue(target, name, ignoreCase);
    }
}
