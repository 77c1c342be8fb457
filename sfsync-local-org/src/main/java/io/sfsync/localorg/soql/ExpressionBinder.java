/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.soql.syntax.FunctionCall;

/** Finds out what fields and functions of a query mean. */
final class ExpressionBinder {

    private final Scope scope;

    ExpressionBinder(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    BoundField bind(Expression expression) {
        return expression instanceof FieldPath path ? scope.field(path) : call((FunctionCall) expression);
    }

    Function function(FunctionCall call) {
        Function function = Function.named(call.name());
        if (function == null) {
            throw text().malformed(call.position(), "Invalid function name: " + call.name());
        }
        return function;
    }

    private BoundField call(FunctionCall call) {
        Function function = function(call);
        Expression argument = call.argument();
        if (argument == null) {
            return BoundField.computed("COUNT", FieldType.INT, "COUNT(*)", true);
        }
        BoundField bound = bind(argument);
        if ((bound.aggregate() && !function.isDisplay()) || !function.takes(bound.type())) {
            throw text().invalidField(
                            argument.position(),
                            "field " + argument + " does not support aggregate operator " + function.name());
        }
        return function.apply(bound);
    }

    private QueryText text() {
        return scope.names().text();
    }
}
