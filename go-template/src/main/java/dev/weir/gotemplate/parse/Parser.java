package dev.weir.gotemplate.parse;

import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.parse.Token.Kind;
import dev.weir.gotemplate.value.TemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses one template into a tree. A definition inside it is read from the same lexer by a parser
 * of its own.
 */
public final class Parser {
  /** Go allows 10,000 levels of parentheses; Java's stack does not. */
  private static final int DEEPEST_NESTING = 200;

  /** The most branches in one chain of {@code else if}. */
  private static final int LONGEST_CHAIN = 800;

  private final String sourceName;
  private final Lexer lexer;
  private final FunctionCheck functions;
  private final Definitions definitions;
  private final TokenReader tokens;
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int actionLine;
  private int ranges;
  private int parens;
  private int nesting;
  private int chainLength;

  private Parser(
      String sourceName,
      Lexer lexer,
      FunctionCheck functions,
      Definitions definitions,
      int nesting) {
    this.sourceName = sourceName;
    this.lexer = lexer;
    this.tokens = new TokenReader(lexer);
    this.functions = functions;
    this.definitions = definitions;
    this.nesting = nesting;
  }

  /**
   * Parses a template and those that it defines.
   *
   * @param name what error messages call the template
   */
  public static ParsedTemplate parse(String name, String source, FunctionCheck functions)
      throws TemplateException {
    Definitions definitions = new Definitions();
    Parser parser = new Parser(name, new Lexer(source), functions, definitions, 0);
    parser.add(name, parser.template());
    return new ParsedTemplate(name, source, definitions.trees());
  }

  private Parser inner() {
    return new Parser(sourceName, lexer, functions, definitions, nesting + 1);
  }

  private Node.Sequence template() throws TemplateException {
    List<Node> nodes = new ArrayList<>();
    int position = tokens.peek().position();
    while (!tokens.peek().is(Kind.EOF)) {
      if (tokens.peek().is(Kind.LEFT_DELIMITER)) {
        Token delimiter = tokens.next();
        if (tokens.nextNonSpace().is(Kind.DEFINE)) {
          inner().definition();
          continue;
        }
        tokens.back2(delimiter);
      }
      Node node = textOrAction();
      if (node instanceof Node.End || node instanceof Node.Else) {
        throw error("unexpected " + node);
      }
      nodes.add(node);
    }
    return new Node.Sequence(position, nodes);
  }

  private void add(String name, Node.Sequence tree) throws TemplateException {
    if (!definitions.add(name, tree)) {
      throw error("template: multiple definition of template " + GoQuote.quote(name));
    }
  }

  private void definition() throws TemplateException {
    String context = "define clause";
    Token name = tokens.nextNonSpace();
    if (!name.is(Kind.STRING) && !name.is(Kind.RAW_STRING)) {
      throw unexpected(name, context);
    }
    String unquoted = unquoted(name);
    expect(Kind.RIGHT_DELIMITER, context);
    add(unquoted, body(context));
  }

  private Node.Sequence body(String context) throws TemplateException {
    List<Node> nodes = new ArrayList<>();
    int position = tokens.peekNonSpace().position();
    Node end = list(nodes);
    if (!(end instanceof Node.End)) {
      throw error("unexpected " + end + " in " + context);
    }
    return new Node.Sequence(position, nodes);
  }

  /** Reads nodes up to an end or else, and returns that. */
  private Node list(List<Node> nodes) throws TemplateException {
    nesting++;
    if (nesting > DEEPEST_NESTING) {
      throw error("max nesting depth exceeded");
    }
    while (!tokens.peekNonSpace().is(Kind.EOF)) {
      Node node = textOrAction();
      if (node instanceof Node.End || node instanceof Node.Else) {
        nesting--;
        return node;
      }
      nodes.add(node);
    }
    throw error("unexpected EOF");
  }

  private Node textOrAction() throws TemplateException {
    Token token = tokens.nextNonSpace();
    if (token.is(Kind.TEXT)) {
      return new Node.Text(token.position(), token.text());
    }
    if (token.is(Kind.LEFT_DELIMITER)) {
      actionLine = token.line();
      Node node = action();
      actionLine = 0;
      return node;
    }
    throw unexpected(token, "input");
  }

  private Node action() throws TemplateException {
    Token token = tokens.nextNonSpace();
    return switch (token.kind()) {
      case BLOCK -> block();
      case BREAK -> {
        checkInRange("{{break}}");
        yield new Node.Break(token.position());
      }
      case CONTINUE -> {
        checkInRange("{{continue}}");
        yield new Node.Continue(token.position());
      }
      case ELSE -> otherwise();
      case END -> new Node.End(expect(Kind.RIGHT_DELIMITER, "end").position());
      case IF -> branch(Node.Choice.IF, "if");
      case RANGE -> branch(Node.Choice.RANGE, "range");
      case TEMPLATE -> call();
      case WITH -> branch(Node.Choice.WITH, "with");
      default -> {
        tokens.back();
        yield new Node.Action(tokens.peek().position(), pipeline("command", Kind.RIGHT_DELIMITER));
      }
    };
  }

  private void checkInRange(String action) throws TemplateException {
    Token token = tokens.nextNonSpace();
    if (!token.is(Kind.RIGHT_DELIMITER)) {
      throw unexpected(token, action);
    }
    if (ranges == 0) {
      throw error(action + " outside {{range}}");
    }
  }

  private Node otherwise() throws TemplateException {
    Token token = tokens.peekNonSpace();
    if (!token.is(Kind.IF) && !token.is(Kind.WITH)) {
      token = expect(Kind.RIGHT_DELIMITER, "else");
    }
    return new Node.Else(token.position());
  }

  private Node.Branch branch(Node.Choice choice, String context) throws TemplateException {
    int known = variables.size();
    Node.Pipe pipe = pipeline(context, Kind.RIGHT_DELIMITER);
    ranges += choice == Node.Choice.RANGE ? 1 : 0;
    List<Node> nodes = new ArrayList<>();
    int position = tokens.peekNonSpace().position();
    Node next = list(nodes);
    ranges -= choice == Node.Choice.RANGE ? 1 : 0;
    Node.Sequence body = new Node.Sequence(position, nodes);
    Node.Sequence otherwise = null;
    if (next instanceof Node.Else) {
      otherwise = otherwise(choice, next.position());
    }
    variables.subList(known, variables.size()).clear();
    return new Node.Branch(pipe.position(), choice, pipe, body, otherwise);
  }

  private Node.Sequence otherwise(Node.Choice choice, int position) throws TemplateException {
    boolean chained =
        (choice == Node.Choice.IF && tokens.peek().is(Kind.IF))
            || (choice == Node.Choice.WITH && tokens.peek().is(Kind.WITH));
    if (chained) {
      tokens.next();
      chainLength++;
      if (chainLength > LONGEST_CHAIN) {
        throw error("max nesting depth exceeded");
      }
      Node inner = branch(choice, choice == Node.Choice.IF ? "if" : "with");
      chainLength--;
      return new Node.Sequence(position, List.of(inner));
    }
    List<Node> nodes = new ArrayList<>();
    int start = tokens.peekNonSpace().position();
    Node end = list(nodes);
    if (!(end instanceof Node.End)) {
      throw error("expected end; found " + end);
    }
    return new Node.Sequence(start, nodes);
  }

  private Node block() throws TemplateException {
    String context = "block clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = pipeline(context, Kind.RIGHT_DELIMITER);
    Parser inner = inner();
    inner.add(name, inner.body(context));
    return new Node.Call(token.position(), name, pipe);
  }

  private Node call() throws TemplateException {
    String context = "template clause";
    Token token = tokens.nextNonSpace();
    String name = templateName(token, context);
    Node.Pipe pipe = null;
    if (!tokens.nextNonSpace().is(Kind.RIGHT_DELIMITER)) {
      tokens.back();
      pipe = pipeline(context, Kind.RIGHT_DELIMITER);
    }
    return new Node.Call(token.position(), name, pipe);
  }

  private String templateName(Token token, String context) throws TemplateException {
    if (!token.is(Kind.STRING) && !token.is(Kind.RAW_STRING)) {
      throw unexpected(token, context);
    }
    return unquoted(token);
  }

  private Node.Pipe pipeline(String context, Kind end) throws TemplateException {
    int position = tokens.peekNonSpace().position();
    List<Node.Variable> declared = new ArrayList<>();
    boolean isAssign = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextNonSpace();
      if (token.is(end)) {
        checkPipeline(commands, context);
        return new Node.Pipe(position, isAssign, declared, commands);
      }
      switch (token.kind()) {
        case BOOL,
            CHAR_CONSTANT,
            COMPLEX,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN -> {
          tokens.back();
          commands.add(command());
        }
        default -> throw unexpected(token, context);
      }
    }
  }

  /** Reads the variables that a pipeline sets; returns true if it assigns to existing ones. */
  private boolean declarations(String context, List<Node.Variable> declared)
      throws TemplateException {
    while (true) {
      Token variable = tokens.peekNonSpace();
      if (!variable.is(Kind.VARIABLE)) {
        return false;
      }
      tokens.next();
      Token after = tokens.peek();
      Token next = tokens.peekNonSpace();
      if (next.is(Kind.ASSIGN) || next.is(Kind.DECLARE)) {
        tokens.nextNonSpace();
        declare(variable, declared);
        return next.is(Kind.ASSIGN);
      }
      if (!next.is(Kind.CHAR) || !next.text().equals(",")) {
        if (after.is(Kind.SPACE)) {
          tokens.back3(variable, after);
        } else {
          tokens.back2(variable);
        }
        return false;
      }
      tokens.nextNonSpace();
      declare(variable, declared);
      if (!context.equals("range") || declared.size() >= 2) {
        throw error("too many declarations in " + context);
      }
      Token second = tokens.peekNonSpace();
      if (!second.is(Kind.VARIABLE)
          && !second.is(Kind.RIGHT_DELIMITER)
          && !second.is(Kind.RIGHT_PAREN)) {
        throw error("range can only initialize variables");
      }
    }
  }

  private void declare(Token variable, List<Node.Variable> declared) {
    declared.add(variable(variable.position(), variable.text()));
    variables.add(variable.text());
  }

  private void checkPipeline(List<Node.Command> commands, String context) throws TemplateException {
    if (commands.isEmpty()) {
      throw error("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      if (commands.get(i).operands().get(0).isConstant()) {
        throw error("non executable command in pipeline stage " + (i + 1));
      }
    }
  }

  private Node.Command command() throws TemplateException {
    int position = tokens.peekNonSpace().position();
    List<Node> operands = new ArrayList<>();
    while (true) {
      tokens.peekNonSpace();
      Node operand = operand();
      if (operand != null) {
        operands.add(operand);
      }
      Token token = tokens.next();
      if (token.is(Kind.SPACE)) {
        continue;
      }
      if (token.is(Kind.RIGHT_DELIMITER) || token.is(Kind.RIGHT_PAREN)) {
        tokens.back();
      } else if (!token.is(Kind.PIPE)) {
        throw unexpected(token, "operand");
      }
      break;
    }
    if (operands.isEmpty()) {
      throw error("empty command");
    }
    return new Node.Command(position, operands);
  }

  private @Nullable Node operand() throws TemplateException {
    Node node = term();
    if (node == null || !tokens.peek().is(Kind.FIELD)) {
      return node;
    }
    int position = tokens.peek().position();
    List<String> names = new ArrayList<>();
    while (tokens.peek().is(Kind.FIELD)) {
      names.add(tokens.next().text().substring(1));
    }
    if (node instanceof Node.Field field) {
      names.addAll(0, field.names());
      return new Node.Field(position, names);
    }
    if (node instanceof Node.Variable variable) {
      names.addAll(0, variable.names());
      return new Node.Variable(position, names);
    }
    if (node.isConstant()) {
      throw error("unexpected . after term " + GoQuote.quote(node.toString()));
    }
    return new Node.Chain(position, node, names);
  }

  private @Nullable Node term() throws TemplateException {
    Token token = tokens.nextNonSpace();
    int position = token.position();
    switch (token.kind()) {
      case IDENTIFIER -> {
        String objection = functions.objection(token.text());
        if (objection != null) {
          throw error(objection);
        }
        return new Node.Identifier(position, token.text());
      }
      case DOT -> {
        return new Node.Dot(position);
      }
      case NIL -> {
        return new Node.Nil(position);
      }
      case VARIABLE -> {
        Node.Variable variable = variable(position, token.text());
        if (!variables.contains(variable.name())) {
          throw error("undefined variable " + GoQuote.quote(variable.name()));
        }
        return variable;
      }
      case FIELD -> {
        return new Node.Field(position, Arrays.asList(token.text().substring(1).split("\\.", -1)));
      }
      case BOOL -> {
        return new Node.Bool(position, token.text().equals("true"));
      }
      case CHAR_CONSTANT, COMPLEX, NUMBER -> {
        try {
          return new Node.NumberConstant(position, NumberLiteral.of(token));
        } catch (NumberLiteral.Malformed e) {
          throw error(e.getMessage());
        }
      }
      case LEFT_PAREN -> {
        if (parens >= DEEPEST_NESTING) {
          throw error("max expression depth exceeded");
        }
        parens++;
        Node.Pipe pipe = pipeline("parenthesized pipeline", Kind.RIGHT_PAREN);
        parens--;
        return pipe;
      }
      case STRING, RAW_STRING -> {
        return new Node.StringConstant(
            position, /* quoted= */ token.text(), /* text= */ unquoted(token));
      }
      default -> {
        tokens.back();
        return null;
      }
    }
  }

  private static Node.Variable variable(int position, String text) {
    return new Node.Variable(position, Arrays.asList(text.split("\\.", -1)));
  }

  private String unquoted(Token token) throws TemplateException {
    String text = GoQuote.unquote(token.text());
    if (text == null) {
      throw error("invalid syntax");
    }
    return text;
  }

  private Token expect(Kind kind, String context) throws TemplateException {
    Token token = tokens.nextNonSpace();
    if (!token.is(kind)) {
      throw unexpected(token, context);
    }
    return token;
  }

  private TemplateException unexpected(Token token, String context) {
    if (!token.is(Kind.ERROR)) {
      return error("unexpected " + token + " in " + context);
    }
    String extra = "";
    if (actionLine != 0 && actionLine != token.line()) {
      extra =
          (token.text().endsWith(" action") ? "" : " in action")
              + " started at "
              + sourceName
              + ":"
              + actionLine;
    }
    return error(token + extra);
  }

  private TemplateException error(String message) {
    return new TemplateException(
        "template: " + sourceName + ":" + tokens.lastLine() + ": " + message);
  }
}
