package dev.weir.image;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkippedPaths;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A source of images as the texts that it pushes. */
final class ReadImage implements Source.Sink {
  static final FileReading READING = reading(0, 0);

  final List<String> texts = new ArrayList<>();
  final List<String> origins = new ArrayList<>();
  final List<String> unread = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();
  private int files;

  static FileReading reading(int depth, long mostBytes) {
    return new FileReading(
        new ArchiveLimits(depth, mostBytes, ArchiveLimits.DEFAULT_ENTRIES),
        SkippedPaths.NONE,
        true);
  }

  static ReadImage of(Map<String, byte[]> files) {
    return of(ImageBuilder.tar(files));
  }

  static ReadImage of(byte[] archive) {
    return of(archive, READING);
  }

  static ReadImage of(byte[] archive, FileReading reading) {
    return of(ImageSource.of(new ByteArrayInputStream(archive), reading));
  }

  static ReadImage of(Source source) {
    ReadImage read = new ReadImage();
    try {
      source.forEachFragment(read);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return read;
  }

  int files() {
    return files;
  }

  @Override
  public void fragment(Fragment fragment) {
    texts.add(fragment.path() + ": " + fragment.content().text());
    origins.add(fragment.commit() == null ? "" : fragment.commit().message());
  }

  /** Returns the origin of the first text whose path ends so. */
  String origin(String end) {
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).substring(0, texts.get(i).indexOf(": ")).endsWith(end)) {
        return origins.get(i);
      }
    }
    return "no text of " + end + " in " + texts;
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    fragment(whole.get());
  }

  @Override
  public void unread(Unread thing) {
    unread.add(thing.path() + ": " + thing.kind() + ": " + thing.reason());
  }

  @Override
  public void skipped(Skip skip) {
    skipped.add(skip.path() + ": " + skip.reason() + ": " + skip.detail());
  }

  @Override
  public void read(Source.Unit unit) {
    files++;
  }

  @Override
  public void part(Part part) throws InterruptedException {
    part.source().forEachFragment(this);
  }
}
