package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.gostd.GoQuote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a parsed template. Error messages show it as {@code toString} returns it, in Go's form.
 */
public sealed interface Node {
  /** Returns the position in the source where the node begins, in chars from 0. */
  int position();

  /** Text that is written unchanged. */
  record Text(int position, String text) implements Node {}

  /** Nodes in order. */
  record Sequence(int position, List<Node> nodes) implements Node {}

  /** A pipeline whose value is written, unless it goes to a variable. */
  record Action(int position, Pipe pipe) implements Node {
    @Override
    public String toString() {
      return "{{" + pipe + "}}";
    }
  }

  /** The keywords that decide what is executed. */
  enum Choice {
    IF,
    RANGE,
    WITH
  }

  /** An if, range or with. */
  record Branch(int position, Choice choice, Pipe pipe, Sequence body, @Nullable Sequence otherwise)
      implements Node {}

  /** The execution of another template. */
  record Call(int position, String name, @Nullable Pipe pipe) implements Node {
    @Override
    public String toString() {
      return "{{template " + GoQuote.quote(name) + (pipe == null ? "" : " " + pipe) + "}}";
    }
  }

  /** Leaves the innermost range. */
  record Break(int position) implements Node {
    @Override
    public String toString() {
      return "{{break}}";
    }
  }

  /** Continues with the next element of the innermost range. */
  record Continue(int position) implements Node {
    @Override
    public String toString() {
      return "{{continue}}";
    }
  }

  /** The end of a branch or definition; only the parser uses it. */
  record End(int position) implements Node {
    @Override
    public String toString() {
      return "{{end}}";
    }
  }

  /** The border between the parts of a branch; only the parser uses it. */
  record Else(int position) implements Node {
    @Override
    public String toString() {
      return "{{else}}";
    }
  }

  /**
   * Commands, each of which gets the value of the one before.
   *
   * @param isAssign true if the variables exist already
   * @param variables the variables that take the value
   */
  record Pipe(int position, boolean isAssign, List<Variable> variables, List<Command> commands)
      implements Node {
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < variables.size(); i++) {
        out.append(i == 0 ? "" : ", ").append(variables.get(i));
      }
      if (!variables.isEmpty()) {
        out.append(isAssign ? " = " : " := ");
      }
      for (int i = 0; i < commands.size(); i++) {
        out.append(i == 0 ? "" : " | ").append(commands.get(i));
      }
      return out.toString();
    }
  }

  /** An operand, or a function with its arguments. */
  record Command(int position, List<Node> operands) implements Node {
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < operands.size(); i++) {
        out.append(i == 0 ? "" : " ").append(inParens(operands.get(i)));
      }
      return out.toString();
    }
  }

  /** A function's name. */
  record Identifier(int position, String name) implements Node {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A variable and the fields after it.
   *
   * @param names the variable with its dollar sign, then the fields
   */
  record Variable(int position, List<String> names) implements Node {
    public String name() {
      return names.get(0);
    }

    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  /** The current value. */
  record Dot(int position) implements Node {
    @Override
    public String toString() {
      return ".";
    }
  }

  /** The untyped nil. */
  record Nil(int position) implements Node {
    @Override
    public String toString() {
      return "nil";
    }
  }

  /** Fields of the current value. */
  record Field(int position, List<String> names) implements Node {
    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /** Fields of the value of a pipeline or function. */
  record Chain(int position, Node node, List<String> names) implements Node {
    @Override
    public String toString() {
      return inParens(node) + "." + String.join(".", names);
    }
  }

  /** A constant true or false. */
  record Bool(int position, boolean value) implements Node {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** A constant number. */
  record NumberConstant(int position, NumberLiteral literal) implements Node {
    @Override
    public String toString() {
      return literal.text();
    }
  }

  /**
   * A constant string.
   *
   * @param quoted as it is written in the source
   */
  record StringConstant(int position, String quoted, String text) implements Node {
    @Override
    public String toString() {
      return quoted;
    }
  }

  /** Returns true for a constant or the dot, after which no field or argument may follow. */
  default boolean isConstant() {
    return this instanceof Bool
        || this instanceof Dot
        || this instanceof Nil
        || this instanceof NumberConstant
        || this instanceof StringConstant;
  }

  private static String inParens(Node node) {
    return node instanceof Pipe ? "(" + node + ")" : node.toString();
  }
}
