package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoType;
import java.util.ArrayList;
import java.util.List;

/** Sprig's functions for paths. Those for the system's paths work as on Unix on every system. */
public final class PathFunctions {
  private PathFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(STRING);
    table.add("base", one, args -> base(args.text(0)));
    table.add("dir", one, args -> directory(args.text(0)));
    table.add("clean", one, args -> clean(args.text(0)));
    table.add("ext", one, args -> extension(args.text(0)));
    table.add("isAbs", one, args -> args.text(0).startsWith("/"));
    table.alias("osBase", "base");
    table.alias("osDir", "dir");
    table.alias("osClean", "clean");
    table.alias("osExt", "ext");
    table.alias("osIsAbs", "isAbs");
  }

  private static String base(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
  }

  private static String directory(String path) {
    return clean(path.substring(0, path.lastIndexOf('/') + 1));
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }

  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        int last = parts.size() - 1;
        if (last >= 0 && !parts.get(last).equals("..")) {
          parts.remove(last);
        } else if (!rooted) {
          parts.add(part);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String joined = String.join("/", parts);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }
}
