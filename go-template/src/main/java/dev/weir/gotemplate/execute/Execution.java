package dev.weir.gotemplate.execute;

import dev.weir.gotemplate.format.Format;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoQuote;
import dev.weir.gotemplate.parse.Node;
import dev.weir.gotemplate.value.GoInteger;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoMap;
import dev.weir.gotemplate.value.Kind;
import dev.weir.gotemplate.value.NamedInteger;
import dev.weir.gotemplate.value.TemplateException;
import dev.weir.gotemplate.value.Values;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes one template of a run: writes its text and follows its branches. */
final class Execution {
  private final Run run;
  private final Evaluation values;

  Execution(Run run, String templateName, @Nullable Object dot) {
    this.run = run;
    this.values = new Evaluation(run, templateName, dot);
  }

  /** Decides what to execute after a node. */
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  /** Executes the nodes, up to a break or continue. */
  Flow walk(@Nullable Object dot, Node.@Nullable Sequence sequence)
      throws TemplateException, IOException {
    if (sequence == null) {
      return Flow.NEXT;
    }
    if (!run.enter()) {
      throw values.error(Run.depthMessage());
    }
    Flow flow = Flow.NEXT;
    for (Node node : sequence.nodes()) {
      flow = walkNode(dot, node);
      if (flow != Flow.NEXT) {
        break;
      }
    }
    run.leave();
    return flow;
  }

  private Flow walkNode(@Nullable Object dot, Node node) throws TemplateException, IOException {
    values.at(node);
    if (!run.step(1)) {
      throw values.error(run.stepsMessage());
    }
    if (node instanceof Node.Text text) {
      run.write(text.text());
    } else if (node instanceof Node.Action action) {
      Object value = values.pipeline(dot, action.pipe());
      if (action.pipe().variables().isEmpty()) {
        values.at(action);
        print(value);
      }
    } else if (node instanceof Node.Branch branch) {
      int known = values.variableCount();
      Flow flow = branch.choice() == Node.Choice.RANGE ? range(dot, branch) : either(dot, branch);
      values.forget(known);
      return flow;
    } else if (node instanceof Node.Call call) {
      call(dot, call);
    } else if (node instanceof Node.Break) {
      return Flow.BREAK;
    } else if (node instanceof Node.Continue) {
      return Flow.CONTINUE;
    }
    return Flow.NEXT;
  }

  private void print(@Nullable Object value) throws TemplateException, IOException {
    if (value instanceof String text) {
      run.write(text);
      return;
    }
    try {
      run.write(value == null ? "<no value>" : Format.sprint(value));
    } catch (FunctionException e) {
      throw values.error(e.getMessage());
    }
  }

  private Flow either(@Nullable Object dot, Node.Branch branch)
      throws TemplateException, IOException {
    Object value = values.pipeline(dot, branch.pipe());
    if (Values.isTrue(value)) {
      return walk(branch.choice() == Node.Choice.WITH ? value : dot, branch.body());
    }
    return walk(dot, branch.otherwise());
  }

  private void call(@Nullable Object dot, Node.Call call) throws TemplateException, IOException {
    Node.Sequence tree = run.template().tree(call.name());
    if (tree == null) {
      throw values.error("template " + GoQuote.quote(call.name()) + " not defined");
    }
    if (!run.enter()) {
      throw values.error(Run.depthMessage());
    }
    Object value = values.pipeline(dot, call.pipe());
    new Execution(run, call.name(), value).walk(value, tree);
    run.leave();
  }

  private Flow range(@Nullable Object dot, Node.Branch branch)
      throws TemplateException, IOException {
    Object value = values.pipeline(dot, branch.pipe());
    Kind kind = Values.kind(value);
    boolean any = false;
    if (value != null && (kind.isSigned() || kind.isUnsigned())) {
      if (branch.pipe().variables().size() > 1) {
        throw values.error("can't use " + plain(value) + " to iterate over more than one variable");
      }
      long end = Values.longOf(value);
      boolean more = true;
      for (long i = 0; i < end && more; i++) {
        any = true;
        more = iterate(branch, null, numberLike(value, i));
      }
    } else if (value instanceof GoList list) {
      boolean boxed = Values.hasBoxedElements(list);
      long index = 0;
      for (Object element : list) {
        any = true;
        if (!iterate(branch, index++, boxed ? new Boxed(element) : Values.of(element))) {
          break;
        }
      }
    } else if (value instanceof GoMap map) {
      for (String key : List.copyOf(map.keys())) {
        any = true;
        Object element = map.get(key);
        if (!iterate(branch, key, map.isOfStrings() ? element : new Boxed(element))) {
          break;
        }
      }
    } else if (value != null) {
      throw values.error("range can't iterate over " + plain(value));
    }
    return any ? Flow.NEXT : walk(dot, branch.otherwise());
  }

  private static Object numberLike(Object value, long number) {
    if (value instanceof GoInteger integer) {
      return new GoInteger(integer.kind(), number);
    }
    return value instanceof NamedInteger named
        ? new NamedInteger(named.typeName(), named.kind(), number)
        : Long.valueOf(number);
  }

  private String plain(Object value) throws TemplateException {
    try {
      return Format.sprint(value);
    } catch (FunctionException e) {
      throw values.error(e.getMessage());
    }
  }

  /** Executes the body for one element; returns false if that ends the range. */
  private boolean iterate(Node.Branch branch, @Nullable Object index, @Nullable Object element)
      throws TemplateException, IOException {
    if (!run.step(1)) {
      throw values.error(run.stepsMessage());
    }
    int known = values.variableCount();
    values.setRangeVariables(branch.pipe(), index, element);
    Flow flow = walk(element, branch.body());
    values.forget(known);
    return flow != Flow.BREAK;
  }
}
