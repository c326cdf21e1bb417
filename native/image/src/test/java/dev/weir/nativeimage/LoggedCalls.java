package dev.weir.nativeimage;

import dev.weir.nativeimage.DynamicApi.Kind;
import dev.weir.nativeimage.ListedCalls.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what a run looked for, as {@link CallLog} wrote it, with the list and the metadata. */
final class LoggedCalls {
  private final Map<DynamicCalls.Site, ListedCalls.Line> listed;
  private final Metadata metadata;
  private final Set<String> files;

  /**
   * @param files the names of all files in the program's jar
   */
  LoggedCalls(Map<DynamicCalls.Site, ListedCalls.Line> listed, Metadata metadata, Set<String> files)
      throws IOException {
    this.listed = listed;
    this.metadata = metadata;
    this.files = files;
  }

  /** Returns what is wrong, without repetition; empty if all is well. */
  Set<String> problems(List<String> log) {
    Set<String> problems = new TreeSet<>();
    for (String line : log) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      String problem = problem(cells);
      if (problem != null) {
        problems.add(problem + ": " + String.join(" ", cells));
      }
    }
    return problems;
  }

  private @Nullable String problem(List<String> cells) {
    int dot = cells.get(0).lastIndexOf('.');
    String caller = cells.get(0);
    DynamicCalls.Site site =
        DynamicCalls.Site.of(caller.substring(0, dot), caller.substring(dot + 1), cells.get(1));
    if (!files.contains(caller.substring(0, dot) + ".class")) {
      return null; // a test, or a class that Java made
    }
    ListedCalls.Line line = listed.get(site);
    if (line == null || line.answer() == null) {
      return "not in dynamic-calls.tsv";
    }
    return switch (line.answer()) {
      case CONSTANT, PROBE -> null;
      case UNREACHED -> "listed as unreached";
      case METADATA, MEMBERS ->
          isCovered(cells, line.answer() == Answer.MEMBERS) ? null : "not in the metadata";
    };
  }

  private boolean isCovered(List<String> cells, boolean jdkMayBeEmpty) {
    String call = cells.get(1);
    int dot = call.lastIndexOf('.');
    Kind kind = DynamicApi.kind(call.substring(0, dot), call.substring(dot + 1));
    List<String> texts = all("text ", cells);
    List<String> classes = all("class ", cells);
    List<String> members = all("member ", cells);
    String name = call.substring(dot + 1);
    if (kind == null) {
      return false;
    }
    return switch (kind) {
      case CLASS -> !isInProgram(texts.get(0)) || metadata.types().contains(texts.get(0));
      case MEMBER -> {
        List<String> parameters = all("classes ", cells);
        String member = texts.isEmpty() ? "<init>" : texts.get(0);
        yield metadata.hasMember(
            classes.get(0), member, parameters.isEmpty() ? null : parameters.get(0));
      }
      case MEMBERS ->
          metadata.hasAll(classes.get(0), name) || (jdkMayBeEmpty && !isInProgram(classes.get(0)));
      case INSTANCE ->
          members.isEmpty()
              ? metadata.hasMember(classes.get(0), "<init>", "")
              : isCovered(members.get(0));
      case ARRAY ->
          classes.get(0).equals("java.lang.Object")
              || metadata.types().contains(classes.get(0) + "[]");
      case RESOURCE -> {
        String file = file(classes, texts.get(0));
        yield !files.contains(file) || metadata.hasResource(file);
      }
      case BUNDLE -> metadata.hasBundle(texts.get(0));
      case SERVICE, PROXY, HANDLE, LIBRARY, STREAM, FACTORY -> false;
    };
  }

  /** Checks a member as {@link CallLog} writes it: {@code package.Class name(types)}. */
  private boolean isCovered(String member) {
    int space = member.indexOf(' ');
    int open = member.indexOf('(');
    return metadata.hasMember(
        member.substring(0, space),
        member.substring(space + 1, open),
        member.substring(open + 1, member.length() - 1));
  }

  private boolean isInProgram(String type) {
    return files.contains(type.replace('.', '/') + ".class");
  }

  private static String file(List<String> classes, String name) {
    if (name.startsWith("/")) {
      return name.substring(1);
    }
    String folder =
        classes.isEmpty()
            ? ""
            : classes.get(0).substring(0, classes.get(0).lastIndexOf('.') + 1).replace('.', '/');
    return folder + name;
  }

  private static List<String> all(String prefix, List<String> cells) {
    List<String> found = new ArrayList<>();
    for (String cell : cells) {
      if (cell.startsWith(prefix)) {
        found.add(cell.substring(prefix.length()));
      }
    }
    return found;
  }
}
