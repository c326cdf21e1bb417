package dev.weir.git.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** The objects of a repository, read with the git program. Thread-safe. */
final class ProgramObjects extends ObjectDatabase {
  private final GitCommands commands;
  private final ObjectFormat format;
  private final Path shallowFile;
  private final Queue<GitProcess> started = new ConcurrentLinkedQueue<>();

  ProgramObjects(GitCommands commands, ObjectFormat format, Path shallowFile) {
    this.commands = commands;
    this.format = format;
    this.shallowFile = shallowFile;
  }

  GitCommands commands() {
    return commands;
  }

  ObjectFormat format() {
    return format;
  }

  GitProcess batch(String option) throws IOException {
    GitProcess git = commands.start(List.of("cat-file", option));
    started.add(git);
    return git;
  }

  @Override
  public Set<ObjectId> getShallowCommits() throws IOException {
    Set<ObjectId> shallow = new HashSet<>();
    if (Files.isRegularFile(shallowFile)) {
      for (String line : Files.readAllLines(shallowFile)) {
        if (!line.isBlank()) {
          shallow.add(format.id(line.strip()));
        }
      }
    }
    return shallow;
  }

  @Override
  public ObjectReader newReader() {
    return new ProgramReader(this);
  }

  @Override
  public ObjectInserter newInserter() {
    throw new UnsupportedOperationException("weir writes no objects");
  }

  @Override
  public long getApproximateObjectCount() {
    return UNKNOWN;
  }

  private static final long UNKNOWN = -1;

  @Override
  public void close() {
    for (GitProcess git = started.poll(); git != null; git = started.poll()) {
      git.close();
    }
  }
}
