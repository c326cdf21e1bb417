package dev.weir.agent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the input of a tool into texts, files that it reads, and commands that it runs. */
final class ToolInput {
  /** Members that name a file, in the tools of all agents. */
  private static final List<String> PATHS =
      List.of(
          "file_path", "filePath", "absolute_path", "notebook_path", "path", "target_file", "file");

  /** Members that hold what is replaced, which the agent has read before. */
  private static final Set<String> OLD = Set.of("old_string", "old_str", "oldString", "old_line");

  /** Members that hold a text as it goes into a file, a shell or a message. */
  private static final Set<String> WHOLE =
      Set.of(
          "content",
          "new_string",
          "new_str",
          "newString",
          "new_source",
          "file_text",
          "contents",
          "new_line",
          "prompt",
          "patch",
          "input");

  private static final String PATCH = "*** Begin Patch";

  private static final Set<String> SHELLS =
      Set.of("bash", "shell", "powershell", "run_shell_command", "run_terminal_cmd", "terminal");

  private static final Set<String> READERS =
      Set.of(
          "view",
          "cat",
          "grep",
          "rg",
          "grep_search",
          "search_file_content",
          "notebookread",
          "tabread",
          "open_file",
          "get_file_contents");

  private final String tool;
  private final List<AgentText> texts;
  private final List<String> files;
  private final List<String> commands;
  private boolean reads;
  private final boolean runs;

  ToolInput(String tool, List<AgentText> texts, List<String> files, List<String> commands) {
    this.tool = tool;
    this.texts = texts;
    this.files = files;
    this.commands = commands;
    String last = last(tool).toLowerCase(Locale.ROOT);
    this.reads = last.startsWith("read") || READERS.contains(last);
    this.runs = SHELLS.contains(last);
  }

  /** Returns the tool's name without that of its server. */
  private static String last(String tool) {
    int server = Math.max(tool.lastIndexOf("__"), tool.lastIndexOf(':') - 1);
    return server < 0 ? tool : tool.substring(server + 2);
  }

  /** Returns the file that a tool works on, or an empty text. */
  static String path(Map<String, Object> input) {
    for (String name : PATHS) {
      String path = Json.text(input, name);
      if (!path.isEmpty()) {
        return path;
      }
    }
    return "";
  }

  void add(@Nullable Object tree) {
    // A search that returns only names or numbers shows no content.
    String mode = Json.text(Json.members(tree), "output_mode");
    reads &= !mode.equals("files_with_matches") && !mode.equals("count");
    add("", "", "", tree);
  }

  private void add(String name, String path, String known, @Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      Map<String, Object> members = Json.members(value);
      String own = path(members);
      String here = own.isEmpty() ? path : own;
      String old = old(members);
      members.forEach(
          (key, member) -> {
            if (key.length() >= Json.LONG_NAME) {
              texts.add(new AgentText("the input of " + tool, "", key, known));
            }
            add(key, here, old.isEmpty() ? known : old, member);
          });
    } else if (value instanceof List<?> elements) {
      for (Object element : elements) {
        add(name, path, known, element);
      }
    } else if (value instanceof String text && !text.isEmpty()) {
      addText(name, path, known, text);
    }
  }

  private static String old(Map<String, Object> members) {
    StringBuilder old = new StringBuilder();
    for (String name : OLD) {
      String text = Json.text(members, name);
      if (!text.isEmpty()) {
        old.append(text).append('\n');
      }
    }
    return old.toString();
  }

  private void addText(String name, String path, String known, String text) {
    if (OLD.contains(name)) {
      return;
    }
    if (reads && (PATHS.contains(name) || name.equals("paths") || name.equals("include"))) {
      files.add(text);
    }
    if (runs && name.equals("command")) {
      commands.add(text);
      texts.add(new AgentText("the command", "", text, known));
      return;
    }
    if (PATHS.contains(name)) {
      // The path of this text is no file, so that rules for paths do not count.
      texts.add(new AgentText(label(name), "", text, known));
      return;
    }
    if (text.startsWith(PATCH)) {
      texts.add(new AgentText(label(name), "", text, before(text)));
      return;
    }
    boolean isWhole = WHOLE.contains(name) || text.indexOf('\n') >= 0;
    // Many rules need the name that a value is assigned to.
    String shown = isWhole || name.isEmpty() ? text : name + ": " + text;
    texts.add(new AgentText(label(name), path, shown, known));
  }

  /** Returns the lines that a patch removes or keeps. */
  private static String before(String patch) {
    StringBuilder lines = new StringBuilder();
    for (String line : patch.split("\n", -1)) {
      if (line.startsWith("-") || line.startsWith(" ")) {
        lines.append(line, 1, line.length()).append('\n');
      }
    }
    return lines.toString();
  }

  private String label(String name) {
    return (name.isEmpty() ? "the input" : name) + " of " + tool;
  }
}
