package dev.weir.document;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkippedPaths;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads a document and keeps what a scan would search. */
final class ReadDocument implements Source.Sink {
  /** The texts by their places; texts of one place follow each other. */
  final Map<String, String> texts = new LinkedHashMap<>();

  /** What was not read, and why. */
  final List<String> failures = new ArrayList<>();

  /** True if the bytes of the file were searched too. */
  boolean asBytes;

  private ReadDocument() {}

  static ReadDocument of(String name, byte[] bytes) throws Exception {
    return of(name, bytes, new ArchiveLimits(1, 0, 1_000));
  }

  static ReadDocument of(String name, byte[] bytes, ArchiveLimits archives) throws Exception {
    ReadDocument read = new ReadDocument();
    FileReading reading =
        new FileReading(archives, SkippedPaths.NONE, true).withDocuments(Documents.readers());
    FileFragments.push(ArchiveReader.channel(bytes), name, "", null, reading, read);
    return read;
  }

  /** Returns the text at a place, or an empty text. */
  String at(String place) {
    return texts.getOrDefault(place, "");
  }

  /** Returns all texts. */
  String all() {
    return String.join("", texts.values());
  }

  @Override
  public void fragment(Fragment fragment) {
    String document = fragment.document();
    if (document == null) {
      asBytes = true;
    } else {
      String place = fragment.path().substring(document.length() + 1);
      texts.merge(place, fragment.content().text(), String::concat);
    }
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    throw new AssertionError("a folder has no binary files of a repository");
  }

  @Override
  public void unread(Unread unread) {
    failures.add(unread.kind() + " " + unread.path() + ": " + unread.reason());
  }

  @Override
  public void skipped(Skip skip) {
    failures.add("skipped " + skip.reason() + " " + skip.path() + ": " + skip.detail());
  }

  @Override
  public void read(Source.Unit unit) {
    throw new AssertionError("a file is counted by the folder");
  }

  @Override
  public void part(Part part) {
    throw new AssertionError("a file has no parts");
  }
}
