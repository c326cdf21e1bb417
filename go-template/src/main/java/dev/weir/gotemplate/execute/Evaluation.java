package dev.weir.gotemplate.execute;

import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.parse.Node;
import dev.weir.gotemplate.parse.NumberLiteral;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.Function;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.GoObject;
import dev.weir.gotemplate.value.GoStruct;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.NamedInteger;
import dev.weir.gotemplate.value.NilPointer;
import dev.weir.gotemplate.value.TemplateException;
import dev.weir.gotemplate.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the pipelines of one template and keeps its variables. An error is reported at the node
 * that was visited last, so nodes are visited in Go's order.
 */
final class Evaluation {
  /** Marks that a command gets no value from a command before it. */
  private static final Object MISSING = new Object();

  private final Run run;
  private final String templateName;
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> variables = new ArrayList<>();
  private @Nullable Node node;

  Evaluation(Run run, String templateName, @Nullable Object dot) {
    this.run = run;
    this.templateName = templateName;
    declare("$", dot);
  }

  /** Sets the node at which errors are reported from now on. */
  void at(Node node) {
    this.node = node;
  }

  TemplateException error(String message) {
    if (node == null) {
      return new TemplateException("template: " + templateName + ": " + message);
    }
    return new TemplateException(
        "template: "
            + run.template().location(node.position())
            + ": executing "
            + GoQuote.quote(templateName)
            + " at <"
            + node
            + ">: "
            + message);
  }

  int variableCount() {
    return names.size();
  }

  /** Drops the variables after the first {@code count}. */
  void forget(int count) {
    names.subList(count, names.size()).clear();
    variables.subList(count, variables.size()).clear();
  }

  private void declare(String name, @Nullable Object value) {
    names.add(name);
    variables.add(value);
  }

  private void assign(String name, @Nullable Object value) throws TemplateException {
    variables.set(indexOf(name), value);
  }

  private int indexOf(String name) throws TemplateException {
    int index = names.lastIndexOf(name);
    if (index < 0) {
      throw error("undefined variable: " + name);
    }
    return index;
  }

  /** Sets the variables that a range's pipeline declared to one element. */
  void setRangeVariables(Node.Pipe pipe, @Nullable Object index, @Nullable Object element)
      throws TemplateException {
    List<Node.Variable> declared = pipe.variables();
    if (declared.isEmpty()) {
      return;
    }
    if (pipe.isAssign()) {
      assign(declared.get(0).name(), declared.size() > 1 ? index : element);
      if (declared.size() > 1) {
        assign(declared.get(1).name(), element);
      }
      return;
    }
    variables.set(variables.size() - 1, element);
    if (declared.size() > 1) {
      variables.set(variables.size() - 2, index);
    }
  }

  /** Returns the value of the pipeline and sets its variables; nil if there is no pipeline. */
  @Nullable Object pipeline(@Nullable Object dot, Node.@Nullable Pipe pipe)
      throws TemplateException {
    if (pipe == null) {
      return null;
    }
    at(pipe);
    if (!run.enter()) {
      throw error(Run.depthMessage());
    }
    Object value = MISSING;
    for (Node.Command command : pipe.commands()) {
      value = Boxed.open(command(dot, command, value));
    }
    for (Node.Variable variable : pipe.variables()) {
      if (pipe.isAssign()) {
        assign(variable.name(), value);
      } else {
        declare(variable.name(), value);
      }
    }
    run.leave();
    return value;
  }

  private @Nullable Object command(
      @Nullable Object dot, Node.Command command, @Nullable Object last) throws TemplateException {
    List<Node> operands = command.operands();
    Node first = operands.get(0);
    if (first instanceof Node.Field field) {
      at(field);
      return fields(dot, dot, field, field.names(), operands, last);
    }
    if (first instanceof Node.Chain chain) {
      return chain(dot, chain, operands, last);
    }
    if (first instanceof Node.Identifier identifier) {
      return function(dot, identifier, command, operands, last);
    }
    if (first instanceof Node.Pipe pipe) {
      checkIsNoCall(operands, last);
      return pipeline(dot, pipe);
    }
    if (first instanceof Node.Variable variable) {
      return variable(dot, variable, operands, last);
    }
    at(first);
    checkIsNoCall(operands, last);
    if (first instanceof Node.Nil) {
      throw error("nil is not a command");
    }
    return constantOrDot(dot, first);
  }

  private void checkIsNoCall(List<Node> operands, @Nullable Object last) throws TemplateException {
    if (operands.size() > 1 || last != MISSING) {
      throw error("can't give argument to non-function " + operands.get(0));
    }
  }

  private @Nullable Object constantOrDot(@Nullable Object dot, Node operand)
      throws TemplateException {
    if (operand instanceof Node.Bool bool) {
      return bool.value();
    }
    if (operand instanceof Node.StringConstant constant) {
      return constant.text();
    }
    if (operand instanceof Node.NumberConstant number) {
      at(number);
      return number(number.literal());
    }
    return dot;
  }

  private @Nullable Object number(NumberLiteral literal) throws TemplateException {
    if (literal.complex() != null) {
      return literal.complex();
    }
    if (literal.isWrittenAsFloat()) {
      return literal.floating();
    }
    if (literal.integer() == null && literal.unsigned() != null) {
      throw error(literal.text() + " overflows int");
    }
    return literal.integer();
  }

  private @Nullable Object chain(
      @Nullable Object dot, Node.Chain chain, @Nullable List<Node> operands, @Nullable Object last)
      throws TemplateException {
    at(chain);
    if (chain.node() instanceof Node.Nil) {
      throw error("indirection through explicit nil in " + chain);
    }
    Object receiver = argument(dot, null, chain.node());
    return fields(dot, receiver, chain, chain.names(), operands, last);
  }

  private @Nullable Object variable(
      @Nullable Object dot,
      Node.Variable variable,
      @Nullable List<Node> operands,
      @Nullable Object last)
      throws TemplateException {
    at(variable);
    Object value = variables.get(indexOf(variable.name()));
    List<String> all = variable.names();
    if (all.size() == 1) {
      if (operands != null) {
        checkIsNoCall(operands, last);
      }
      return value;
    }
    return fields(dot, value, variable, all.subList(1, all.size()), operands, last);
  }

  private @Nullable Object fields(
      @Nullable Object dot,
      @Nullable Object receiver,
      Node place,
      List<String> path,
      @Nullable List<Node> operands,
      @Nullable Object last)
      throws TemplateException {
    Object value = receiver;
    for (int i = 0; i < path.size() - 1; i++) {
      value = field(dot, path.get(i), place, null, MISSING, value);
    }
    return field(dot, path.get(path.size() - 1), place, operands, last, value);
  }

  private @Nullable Object field(
      @Nullable Object dot,
      String name,
      Node place,
      @Nullable List<Node> operands,
      @Nullable Object last,
      @Nullable Object receiver)
      throws TemplateException {
    if (receiver == null) {
      return null;
    }
    String type = receiver instanceof Boxed ? "interface {}" : Values.typeName(receiver);
    Object value = Boxed.open(receiver);
    if (value == null) {
      throw error("nil pointer evaluating " + type + "." + name);
    }
    Function method = value instanceof GoObject object ? object.method(name) : null;
    if (method != null) {
      return call(dot, method, place, operands, last);
    }
    boolean hasArguments = (operands != null && operands.size() > 1) || last != MISSING;
    if (value instanceof GoStruct struct && struct.hasField(name)) {
      if (!Character.isUpperCase(name.codePointAt(0))) {
        throw error(name + " is an unexported field of struct type " + type);
      }
      if (hasArguments) {
        throw error(name + " has arguments but cannot be invoked as function");
      }
      return Values.field(struct, name);
    }
    if (value instanceof GoMap map) {
      if (hasArguments) {
        throw error(name + " is not a method but has arguments");
      }
      if (!map.has(name)) {
        return null;
      }
      return map.isOfStrings() ? map.get(name) : new Boxed(map.get(name));
    }
    if (value instanceof NilPointer pointer && pointer.fieldNames().contains(name)) {
      throw error("nil pointer evaluating " + type + "." + name);
    }
    throw error("can't evaluate field " + name + " in type " + type);
  }

  private @Nullable Object function(
      @Nullable Object dot,
      Node.Identifier identifier,
      Node place,
      @Nullable List<Node> operands,
      @Nullable Object last)
      throws TemplateException {
    at(identifier);
    Function function = Functions.named(identifier.name());
    if (function == null) {
      throw error(GoQuote.quote(identifier.name()) + " is not a defined function");
    }
    return call(dot, function, place, operands, last);
  }

  /**
   * Calls a function.
   *
   * @param operands the function itself, then its arguments
   */
  private @Nullable Object call(
      @Nullable Object dot,
      Function function,
      Node place,
      @Nullable List<Node> operands,
      @Nullable Object last)
      throws TemplateException {
    List<Node> given = operands == null ? List.of() : operands.subList(1, operands.size());
    checkCount(function, given.size(), last != MISSING);
    if (function.name().equals("and") || function.name().equals("or")) {
      return logical(dot, function.name().equals("or"), given, last);
    }
    List<@Nullable Object> args = new ArrayList<>();
    for (Node operand : given) {
      args.add(argument(dot, function.parameter(args.size()), operand));
    }
    if (last != MISSING) {
      args.add(validated(last, function.parameter(args.size())));
    }
    try {
      if (function.name().equals("call") && function.parameter(0) == GoType.VALUE) {
        String callee = given.isEmpty() ? Builtins.callee(args.get(0)) : given.get(0).toString();
        throw Builtins.notCallable(callee, args.get(0));
      }
      int steps = 0;
      for (Object arg : args) {
        steps += arg instanceof String ? cost(arg) : 0;
      }
      Object result = function.body().call(new Arguments(args, run.clock()));
      if (!run.step(steps + cost(result))) {
        throw error(run.stepsMessage());
      }
      return result;
    } catch (FunctionException e) {
      at(place);
      throw error("error calling " + function.name() + ": " + e.getMessage());
    }
  }

  // Large values take time to build, and long strings take time to read.
  private static int cost(@Nullable Object value) {
    if (value instanceof String text) {
      return 1 + text.length() / 16;
    }
    return value instanceof GoList list ? 1 + list.size() : 1;
  }

  private void checkCount(Function function, int given, boolean hasLast) throws TemplateException {
    int count = given + (hasLast ? 1 : 0);
    int fixed = function.fixedCount();
    if (function.isVariadic() && count < fixed) {
      throw error(
          "wrong number of args for "
              + function.name()
              + ": want at least "
              + fixed
              + " got "
              + given);
    }
    if (!function.isVariadic() && count != fixed) {
      throw error(
          "wrong number of args for " + function.name() + ": want " + fixed + " got " + count);
    }
  }

  private @Nullable Object logical(
      @Nullable Object dot, boolean isOr, List<Node> given, @Nullable Object last)
      throws TemplateException {
    Object value = null;
    for (Node operand : given) {
      value = argument(dot, GoType.VALUE, operand);
      if (Values.isTrue(value) == isOr) {
        return value;
      }
    }
    return last == MISSING ? value : Boxed.open(last);
  }

  /**
   * Returns the value of an operand as an argument.
   *
   * @param type the parameter's type, or null for any type
   */
  private @Nullable Object argument(@Nullable Object dot, @Nullable GoType type, Node operand)
      throws TemplateException {
    at(operand);
    if (operand instanceof Node.Dot) {
      return validated(dot, type);
    }
    if (operand instanceof Node.Nil) {
      if (type == null || !type.canBeNil()) {
        throw error("cannot assign nil to " + type);
      }
      return zero(type);
    }
    if (operand instanceof Node.Field field) {
      return validated(fields(dot, dot, field, field.names(), null, MISSING), type);
    }
    if (operand instanceof Node.Variable variable) {
      return validated(variable(dot, variable, null, MISSING), type);
    }
    if (operand instanceof Node.Pipe pipe) {
      return validated(pipeline(dot, pipe), type);
    }
    if (operand instanceof Node.Identifier identifier) {
      return validated(function(dot, identifier, identifier, null, MISSING), type);
    }
    if (operand instanceof Node.Chain chain) {
      return validated(chain(dot, chain, null, MISSING), type);
    }
    if (type == null || type.isInterface()) {
      return constantOrDot(dot, operand);
    }
    return constant(type, operand);
  }

  private Object constant(GoType type, Node operand) throws TemplateException {
    NumberLiteral number = operand instanceof Node.NumberConstant n ? n.literal() : null;
    switch (type) {
      case BOOL -> {
        if (operand instanceof Node.Bool bool) {
          return bool.value();
        }
        throw error("expected bool; found " + operand);
      }
      case STRING -> {
        if (operand instanceof Node.StringConstant constant) {
          return constant.text();
        }
        throw error("expected string; found " + operand);
      }
      case INT -> {
        if (number != null && number.integer() != null) {
          return number.integer();
        }
        throw error("expected integer; found " + operand);
      }
      case DURATION -> {
        if (number != null && number.integer() != null) {
          return NamedInteger.duration(number.integer());
        }
        throw error("expected integer; found " + operand);
      }
      case FLOAT64 -> {
        if (number != null && number.floating() != null) {
          return number.floating();
        }
        throw error("expected float; found " + operand);
      }
      default -> throw error("can't handle " + operand + " for arg of type " + type);
    }
  }

  private @Nullable Object validated(@Nullable Object value, @Nullable GoType type)
      throws TemplateException {
    if (type == null) {
      return value;
    }
    if (value == null) {
      if (!type.canBeNil()) {
        throw error("invalid value; expected " + type);
      }
      return zero(type);
    }
    Object open = Boxed.open(value);
    if (type.isInterface() || (open != null && Values.typeName(open).equals(type.toString()))) {
      return open;
    }
    throw error(
        "wrong type for value; expected "
            + type
            + "; got "
            + (open == null ? "interface {}" : Values.typeName(open)));
  }

  private static @Nullable Object zero(GoType type) {
    return switch (type) {
      case MAP -> GoMap.nil();
      case LIST -> GoList.nil(GoList.ANY);
      default -> null;
    };
  }
}
