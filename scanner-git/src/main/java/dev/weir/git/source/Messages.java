package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Context;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.ByteWords;
import dev.weir.core.text.Content;
import dev.weir.git.CommitText;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmap;
import dev.weir.git.MessagePath;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.RawParseUtils;

/** Reads the messages of commits and annotated tags, and notes. */
final class Messages {
  private static final int LONG = 4 << 20;

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
      pushPieces(path, message, commit.get(), sink);
      if (!path.equals(MessagePath.HEADER)) {
        sink.read(Source.Unit.MESSAGE);
      }
    }
  }

  // A message can be as long as git's memory allows, so a long one is read in pieces.
  private static void pushPieces(String path, Content message, CommitInfo commit, Source.Sink sink)
      throws InterruptedException {
    byte[] bytes = message.bytes();
    int from = 0;
    int line = 1;
    while (bytes.length - from > LONG) {
      int to = Math.min(bytes.length, ByteWords.find(bytes, '\n', from + LONG, bytes.length) + 1);
      Content piece = Content.ofOwned(Arrays.copyOfRange(bytes, from, to));
      sink.fragment(
          new Fragment(path, "", piece, line, commit).within(new Context(bytes, from, to)));
      line += ByteWords.count(bytes, '\n', from, to);
      from = to;
    }
    Content rest =
        from == 0 ? message : Content.ofOwned(Arrays.copyOfRange(bytes, from, bytes.length));
    if (!rest.isEmpty()) {
      sink.fragment(new Fragment(path, "", rest, line, commit));
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
