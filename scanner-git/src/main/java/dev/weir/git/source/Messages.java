package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import dev.weir.git.CommitText;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmap;
import dev.weir.git.MessagePath;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.RawParseUtils;

/** Reads the messages of commits and annotated tags, and notes. */
final class Messages {
  private final GitRepository repository;
  private final Mailmap mailmap;

  Messages(GitRepository repository, Mailmap mailmap) {
    this.repository = repository;
    this.mailmap = mailmap;
  }

  /** Pushes the message of a commit; its first line is line 1. */
  static void pushCommit(byte[] raw, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    push(MessagePath.HEADER, CommitText.headersOf(raw), commit, sink);
    push(MessagePath.COMMIT, CommitText.messageOf(raw), commit, sink);
    push(MessagePath.COMMIT, CommitText.otherFormOf(raw), commit, sink);
  }

  /** Pushes a note. */
  static void pushNote(byte[] text, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    push(MessagePath.NOTE, Content.ofOwned(text), commit, sink);
  }

  private static void push(
      String path, Content message, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    if (!message.isEmpty()) {
      sink.fragment(new Fragment(path, "", message, 1, commit.get()));
      if (!path.equals(MessagePath.HEADER)) {
        sink.read(Source.Unit.MESSAGE);
      }
    }
  }

  /**
   * Pushes the message of an annotated tag; if it points to another tag, that tag's message too.
   */
  void pushTag(ObjectReader reader, ObjectId tag, Source.Sink sink) throws InterruptedException {
    ObjectId id = tag;
    try {
      boolean isTag = true;
      while (isTag) {
        ObjectId at = id;
        byte[] raw = GitFailure.guard(() -> reader.open(at, Constants.OBJ_TAG).getBytes());
        String name = repository.name(id);
        Supplier<CommitInfo> info = () -> CommitText.ofTag(name, raw, mailmap);
        push(MessagePath.HEADER, CommitText.headersOf(raw), info, sink);
        push(MessagePath.TAG, CommitText.messageOf(raw), info, sink);
        push(MessagePath.TAG, CommitText.otherFormOf(raw), info, sink);
        id = GitFailure.guard(() -> ObjectId.fromString(raw, "object ".length()));
        int type = "object ".length() + Constants.OBJECT_ID_STRING_LENGTH + "\ntype ".length();
        isTag = RawParseUtils.match(raw, type, Constants.encodeASCII("tag\n")) > 0;
      }
    } catch (IOException e) {
      sink.unread(
          new Unread("tag " + repository.name(tag), GitFailure.kind(e), GitFailure.reason(e)));
    }
  }
}
