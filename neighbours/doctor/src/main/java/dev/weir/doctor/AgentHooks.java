package dev.weir.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.agent.Agent;
import dev.weir.agent.AgentInputException;
import dev.weir.agent.AgentSettings;
import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks that coding agents whose settings are here call weir, at all events, and can start it. */
final class AgentHooks {
  private static final String ID = "agents";
  private static final long MOST_BYTES = 10_000_000;

  private final Checkup checkup;
  private final List<String> evidence = new ArrayList<>();
  private final List<String> working = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final List<String> open = new ArrayList<>();

  private AgentHooks(Checkup checkup) {
    this.checkup = checkup;
  }

  static CheckResult answer(Checkup checkup) throws IOException {
    AgentHooks hooks = new AgentHooks(checkup);
    for (Agent agent : Agent.values()) {
      hooks.look(agent);
    }
    return hooks.answer();
  }

  private void look(Agent agent) throws IOException {
    AgentSettings settings = new AgentSettings(agent);
    String home = checkup.variables().getOrDefault("HOME", "");
    Path project = settings.ofProject(checkup.top());
    boolean isInstalled = look(agent, project, inTop(project));
    if (!home.isEmpty()) {
      Path user = settings.ofUser(Path.of(home), checkup.variables());
      isInstalled |= look(agent, user, user.toString());
    }
    if (!isInstalled && isUsed(agent)) {
      open.add(agent.word());
      evidence.add(agent.title() + " has settings here, but does not call weir");
    }
  }

  private String inTop(Path file) {
    return checkup.top().relativize(file).toString().replace('\\', '/');
  }

  private boolean isUsed(Agent agent) {
    List<String> signs =
        switch (agent) {
          case CLAUDE_CODE -> List.of(".claude", "CLAUDE.md");
          case CURSOR -> List.of(".cursor", ".cursorrules");
          case COPILOT -> List.of(".github/hooks", ".github/copilot-instructions.md");
          case GEMINI -> List.of(".gemini", "GEMINI.md");
        };
    return signs.stream().anyMatch(sign -> Files.exists(checkup.top().resolve(sign)));
  }

  /** Looks at one file of settings, and returns true if an event of it calls weir. */
  private boolean look(Agent agent, Path file, String shown) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return false;
    }
    try {
      AgentSettings.State state =
          new AgentSettings(agent).state(new String(Files.readAllBytes(file), UTF_8));
      if (!state.isInstalled()) {
        return false;
      }
      String problem = problem(state);
      evidence.add(shown + ": " + (problem.isEmpty() ? "calls weir" : problem));
      (problem.isEmpty() ? working : broken).add(agent.word());
      return true;
    } catch (AgentInputException e) {
      broken.add(agent.word());
      evidence.add(shown + ": " + e.getMessage());
      return true;
    }
  }

  private String problem(AgentSettings.State state) {
    if (!state.switchedOff().isEmpty()) {
      return "the setting " + state.switchedOff() + " keeps weir's hooks from running";
    }
    if (!state.missing().isEmpty()) {
      return "weir is not called at " + String.join(", ", state.missing());
    }
    for (String program : state.programs()) {
      if (!canStart(program)) {
        return "weir is neither at its installed place nor on the PATH";
      }
    }
    return "";
  }

  /** Returns true if the first word of a command is a program; it may be quoted for a shell. */
  private boolean canStart(String words) {
    String first = words;
    if (words.startsWith("'") && words.indexOf('\'', 1) > 0) {
      first = words.substring(1, words.indexOf('\'', 1));
    } else if (words.indexOf(' ') > 0) {
      first = words.substring(0, words.indexOf(' '));
    }
    try {
      return first.contains("/")
          ? Files.isExecutable(checkup.top().resolve(first))
          : InstalledHooks.isOnPath(first, checkup.variables());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private CheckResult answer() {
    if (!broken.isEmpty()) {
      return new CheckResult(
          ID,
          Status.PROBLEM,
          "hooks of coding agents that do not work: " + String.join(", ", broken),
          evidence,
          "weir install --agent " + broken.get(0));
    }
    if (!open.isEmpty()) {
      return new CheckResult(
          ID,
          Status.WARNING,
          "coding agents that may read and send secrets: " + String.join(", ", open),
          evidence,
          "weir install --agent " + open.get(0));
    }
    if (!working.isEmpty()) {
      return new CheckResult(
          ID, Status.OK, "coding agents call weir: " + String.join(", ", working), evidence, "");
    }
    return CheckResult.notChecked(ID, "no settings of a coding agent are here", "");
  }
}
