package dev.weir.cli.agent;

import dev.weir.agent.Agent;
import dev.weir.agent.AgentAnswer;
import dev.weir.agent.AgentEvent;
import dev.weir.agent.AgentEventReader;
import dev.weir.agent.AgentInputException;
import dev.weir.agent.Json;
import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.scan.Configuration;
import dev.weir.core.file.FailureWords;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.ForeignText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code weir agent-hook}: answers one event of a coding agent. What could not be checked is
 * blocked, never allowed in silence.
 */
public final class AgentHookCommand {
  private final CommandLine line;
  private final Environment environment;
  private final Console console;

  public AgentHookCommand(CommandLine line, Environment environment, Console console) {
    this.line = line;
    this.environment = environment;
    this.console = console;
  }

  public int run() {
    Agent named = named();
    if (environment.inIsTerminal()) {
      throw new UsageException(
          "agent-hook reads an event of an agent on standard input; weir install --agent NAME makes"
              + " an agent call it",
          ExitCode.USAGE,
          true);
    }
    console.setLevel("warn");
    AgentAnswer answer = answer(named);
    if (!answer.out().isEmpty()) {
      environment.out().print(answer.out() + "\n");
      environment.out().flush();
    }
    if (!answer.err().isEmpty()) {
      environment.err().print(answer.err() + "\n");
      environment.err().flush();
    }
    return answer.exitCode();
  }

  private @Nullable Agent named() {
    if (line.arguments().isEmpty()) {
      return null;
    }
    Agent agent = Agent.named(line.arguments().get(0));
    if (agent == null || line.arguments().size() > 1) {
      throw new UsageException(
          "agent-hook takes one agent: " + String.join(", ", Agent.words()), ExitCode.USAGE, true);
    }
    return agent;
  }

  private AgentAnswer answer(@Nullable Agent named) {
    String event = "the event" + (named == null ? "" : " of " + named.title());
    try {
      byte[] input = environment.in().readNBytes(Json.MOST_BYTES + 1);
      if (input.length > Json.MOST_BYTES) {
        throw new AgentInputException("it is larger than " + Json.MOST_BYTES / 1_000_000 + " MB");
      }
      AgentEvent read = AgentEventReader.read(input, named);
      return AgentAnswer.of(read, new EventCheck(line, environment, console).decide(read));
    } catch (AgentInputException e) {
      String why = "weir: " + event + " was not checked: " + e.getMessage();
      return e.isOfUnknownEvent() ? AgentAnswer.unknownEvent(why) : AgentAnswer.unchecked(why);
    } catch (Configuration.UnusableException e) {
      return AgentAnswer.unchecked("weir: " + event + " was not checked: " + e.getMessage());
    } catch (IOException e) {
      return AgentAnswer.unchecked("weir: " + event + " was not checked: " + FailureWords.of(e));
    } catch (SourceException e) {
      return AgentAnswer.unchecked(
          "weir: " + event + " was not checked: " + ForeignText.line("" + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AgentAnswer.unchecked("weir: " + event + " was not checked: interrupted");
    }
  }
}
