package dev.weir.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings in which an agent looks for hooks: where they are, which events weir needs, and the
 * texts with and without weir's hooks.
 */
public final class AgentSettings {
  private static final String HOOKS = "hooks";
  private static final String COMMAND = "command";

  /** A command that runs {@code weir agent-hook AGENT}, and the program that it starts. */
  private static final Pattern OURS =
      Pattern.compile(
          "^(.*\\S)\\s+agent-hook\\s+(?:" + String.join("|", Agent.words()) + ")(?:\\s.*)?$");

  /** The time limit in seconds for Copilot, whose limit is 30 seconds. */
  private static final int TIMEOUT_SECONDS = 30;

  private final Agent agent;

  public AgentSettings(Agent agent) {
    this.agent = agent;
  }

  /**
   * The events at which weir is called, with the tools for which it is called, as the agent's
   * {@code matcher} names them; an empty text stands for no matcher.
   */
  private Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    switch (agent) {
      case CLAUDE_CODE -> {
        wanted.put("UserPromptSubmit", "");
        wanted.put("PreToolUse", "*");
        wanted.put("PostToolUse", "*");
      }
      case CURSOR -> {
        wanted.put("beforeSubmitPrompt", "");
        wanted.put("beforeReadFile", "");
        wanted.put("beforeTabFileRead", "");
        wanted.put("beforeShellExecution", "");
        wanted.put("beforeMCPExecution", "");
        // The other tools have events of their own.
        wanted.put("preToolUse", "Write");
        wanted.put("postToolUse", "");
      }
      case COPILOT -> {
        wanted.put("userPromptSubmitted", "");
        wanted.put("userPromptTransformed", "");
        wanted.put("preToolUse", "");
        wanted.put("postToolUse", "");
        wanted.put("postToolUseFailure", "");
      }
      case GEMINI -> {
        wanted.put("BeforeAgent", "");
        wanted.put("BeforeTool", "*");
        wanted.put("AfterTool", "*");
      }
    }
    return wanted;
  }

  /** Returns the names of the events at which weir is called. */
  public List<String> events() {
    return List.copyOf(wanted().keySet());
  }

  /** Returns the settings of a project, which its users share. */
  public Path ofProject(Path top) {
    return top.resolve(
        switch (agent) {
          case CLAUDE_CODE -> ".claude/settings.json";
          case CURSOR -> ".cursor/hooks.json";
          case COPILOT -> ".github/hooks/weir.json";
          case GEMINI -> ".gemini/settings.json";
        });
  }

  /**
   * Returns the settings of a user.
   *
   * @param home the user's folder
   * @param variables the environment's variables, of which some move the settings
   */
  public Path ofUser(Path home, Map<String, String> variables) {
    return switch (agent) {
      case CLAUDE_CODE -> folder(home, variables, "CLAUDE_CONFIG_DIR", ".claude", "settings.json");
      case CURSOR -> home.resolve(".cursor/hooks.json");
      case COPILOT -> folder(home, variables, "COPILOT_HOME", ".copilot", "hooks/weir.json");
      case GEMINI -> home.resolve(".gemini/settings.json");
    };
  }

  private static Path folder(
      Path home, Map<String, String> variables, String variable, String usual, String file) {
    String given = variables.getOrDefault(variable, "");
    return home.resolve(given.isEmpty() ? usual : given).resolve(file);
  }

  /**
   * Returns the text of settings with weir's hooks; the same text if they are there already.
   *
   * @param text the settings, or an empty text if there are none yet
   * @param program the words that start weir, quoted for a shell
   * @throws AgentInputException if the text cannot be changed, with what is wrong
   */
  public String installed(String text, String program) throws AgentInputException {
    String command = program + " agent-hook " + agent.word();
    SettingsText old = SettingsText.of(text);
    if (isInstalled(old, command)) {
      return old.toString();
    }
    SettingsText settings = removed(old);
    boolean needsVersion = agent == Agent.CURSOR || agent == Agent.COPILOT;
    if (needsVersion && settings.root().member("version") == null) {
      settings = settings.withMember("version", "1");
    }
    for (Map.Entry<String, String> event : wanted().entrySet()) {
      settings =
          settings.withElement(
              List.of(HOOKS, event.getKey()), entry(event.getKey(), event.getValue(), command));
    }
    return settings.toString();
  }

  private boolean isInstalled(SettingsText settings, String command) {
    Map<String, List<String>> commands = commands(settings.root());
    return commands.keySet().equals(wanted().keySet())
        && commands.values().stream().allMatch(each -> each.equals(List.of(command)));
  }

  private List<String> entry(String event, String matcher, String command) {
    List<String> lines = new ArrayList<>(List.of("{"));
    if (!matcher.isEmpty()) {
      lines.add("  \"matcher\": " + Json.write(matcher) + ",");
    }
    String quoted = Json.write(command);
    switch (agent) {
      case CLAUDE_CODE ->
          lines.add("  \"hooks\": [{ \"type\": \"command\", \"command\": " + quoted + " }]");
      case GEMINI ->
          lines.add(
              "  \"hooks\": [{ \"name\": \"weir\", \"type\": \"command\", \"command\": "
                  + quoted
                  + " }]");
      case COPILOT -> {
        lines.add("  \"type\": \"command\",");
        lines.add("  \"bash\": " + quoted + ",");
        lines.add("  \"timeoutSec\": " + TIMEOUT_SECONDS);
      }
      case CURSOR -> {
        boolean isAfter = event.startsWith("post");
        lines.add("  \"command\": " + quoted + (isAfter ? "" : ","));
        // Without it, what crashed or took too long would pass in silence.
        if (!isAfter) {
          lines.add("  \"failClosed\": true");
        }
      }
    }
    lines.add("}");
    return lines;
  }

  /**
   * Returns the text of settings without weir's hooks, and without the lists and objects that are
   * then empty; the same text if there are none.
   *
   * @throws AgentInputException if the text is not JSON
   */
  public String uninstalled(String text) throws AgentInputException {
    return removed(SettingsText.of(text)).toString();
  }

  /** Returns true if settings say nothing but a version, so that the file can go. */
  public static boolean isEmpty(String text) {
    String bare = text.replaceAll("\\s", "");
    return bare.equals("{}") || bare.equals("{\"version\":1}");
  }

  private static SettingsText removed(SettingsText settings) throws AgentInputException {
    SettingsText left = settings;
    SettingsText next = withoutOne(left);
    while (next != null) {
      left = next;
      next = withoutOne(left);
    }
    return left;
  }

  /** Returns the settings without the first hook of weir, or null if there is none. */
  private static @Nullable SettingsText withoutOne(SettingsText settings)
      throws AgentInputException {
    SettingsText.Node root = settings.root();
    SettingsText.Node hooks = root.member(HOOKS);
    if (hooks == null) {
      return null;
    }
    for (SettingsText.Node event : hooks.children()) {
      for (SettingsText.Node entry : event.children()) {
        SettingsText.Node handlers = entry.member(HOOKS);
        List<SettingsText.Node> all = handlers == null ? List.of(entry) : handlers.children();
        for (SettingsText.Node handler : all) {
          if (!command(handler).isEmpty() && program(command(handler)) != null) {
            return withoutHandler(settings, List.of(root, hooks, event, entry), handlers, handler);
          }
        }
      }
    }
    return null;
  }

  /** Removes a handler and each parent that would be empty then. */
  private static SettingsText withoutHandler(
      SettingsText settings,
      List<SettingsText.Node> parents,
      SettingsText.@Nullable Node handlers,
      SettingsText.Node handler)
      throws AgentInputException {
    if (handlers != null && handlers.children().size() > 1) {
      return settings.without(handlers, handler);
    }
    int at = parents.size() - 1;
    while (at > 1 && parents.get(at - 1).children().size() == 1) {
      at--;
    }
    return settings.without(parents.get(at - 1), parents.get(at));
  }

  /** Returns weir's commands of each event that has some. */
  private static Map<String, List<String>> commands(SettingsText.Node root) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    SettingsText.Node hooks = root.member(HOOKS);
    for (SettingsText.Node event :
        hooks == null ? root.children().subList(0, 0) : hooks.children()) {
      for (SettingsText.Node entry : event.children()) {
        SettingsText.Node handlers = entry.member(HOOKS);
        for (SettingsText.Node handler : handlers == null ? List.of(entry) : handlers.children()) {
          String command = command(handler);
          if (program(command) != null) {
            commands.computeIfAbsent(event.name(), name -> new ArrayList<>()).add(command);
          }
        }
      }
    }
    return commands;
  }

  private static String command(SettingsText.Node handler) {
    String bash = handler.text("bash");
    return bash.isEmpty() ? handler.text(COMMAND) : bash;
  }

  /** Returns the words of a command before {@code agent-hook}, or null if it is not weir's. */
  private static @Nullable String program(String command) {
    Matcher ours = OURS.matcher(command);
    return ours.matches() ? ours.group(1) : null;
  }

  /**
   * The state of weir's hooks in settings.
   *
   * @param programs the words that start weir, as they are quoted; empty if no hook calls it
   * @param missing the events at which weir is not called
   * @param switchedOff the setting that keeps hooks from running, or empty
   */
  public record State(List<String> programs, List<String> missing, String switchedOff) {
    public State {
      programs = List.copyOf(programs);
      missing = List.copyOf(missing);
    }

    /** Returns true if at least one event calls weir. */
    public boolean isInstalled() {
      return !programs.isEmpty();
    }
  }

  /**
   * Returns the state of weir's hooks.
   *
   * @throws AgentInputException if the text is not JSON
   */
  public State state(String text) throws AgentInputException {
    SettingsText.Node root = SettingsText.of(text).root();
    Map<String, List<String>> commands = commands(root);
    List<String> programs = new ArrayList<>();
    commands.values().forEach(each -> each.forEach(command -> add(program(command), programs)));
    List<String> missing = new ArrayList<>(events());
    missing.removeAll(commands.keySet());
    return new State(programs, missing, switchedOff(root));
  }

  private static void add(@Nullable String program, List<String> programs) {
    if (program != null && !programs.contains(program)) {
      programs.add(program);
    }
  }

  private static String switchedOff(SettingsText.Node root) {
    if (root.text("disableAllHooks").equals("true")) {
      return "disableAllHooks";
    }
    SettingsText.Node config = root.member("hooksConfig");
    if (config != null && config.text("enabled").equals("false")) {
      return "hooksConfig.enabled";
    }
    for (String parent : List.of("hooksConfig", HOOKS)) {
      SettingsText.Node object = root.member(parent);
      SettingsText.Node disabled = object == null ? null : object.member("disabled");
      if (disabled != null
          && disabled.children().stream().anyMatch(name -> name.scalar().equals("weir"))) {
        return parent + ".disabled";
      }
    }
    return "";
  }
}
