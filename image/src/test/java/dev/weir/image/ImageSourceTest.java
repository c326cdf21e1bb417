package dev.weir.image;

import static dev.weir.image.ImageBuilder.gzip;
import static dev.weir.image.ImageBuilder.hex;
import static dev.weir.image.ImageBuilder.layer;
import static dev.weir.image.ImageBuilder.zstandard;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
  private static final byte[] BASE =
      layer()
          .folder("etc")
          .file("etc/app.conf", "base")
          .file("etc/kept.conf", "kept")
          .file("opt/a/b.txt", "in a folder that is deleted")
          .file("srv/old.txt", "in a folder that is emptied")
          .file("var/x", "replaced")
          .file("var/y/z", "below what becomes a file")
          .bytes();
  private static final byte[] TOP =
      layer()
          .file("etc/.wh.app.conf", "")
          .file("opt/.wh.a", "")
          .file("srv/.wh..wh..opq", "")
          .file("srv/new.txt", "new")
          .file("var/x", "replacement")
          .file("var/y", "now a file")
          .bytes();

  private static String shown(byte[] layer) {
    return "layer sha256:" + hex(layer).substring(0, 12);
  }

  @Test
  void deletedFilesOfLowerLayersAreRead() {
    ReadImage read = ReadImage.of(ImageBuilder.docker(List.of(BASE, TOP), ""));
    assertThat(read.unread).isEmpty();
    assertThat(read.texts).contains(shown(BASE) + "!/etc/app.conf: base");
    assertThat(read.origin("!/etc/app.conf"))
        .isEqualTo("layer 1 of 2, deleted in layer 2; made by: RUN step 1");
  }

  @Test
  void theOriginSaysWhatBecameOfAFile() {
    ReadImage read = ReadImage.of(ImageBuilder.docker(List.of(BASE, TOP), ""));
    assertThat(read.origin("kept.conf")).startsWith("layer 1 of 2, in the final image");
    assertThat(read.origin("a/b.txt")).startsWith("layer 1 of 2, deleted in layer 2");
    assertThat(read.origin("old.txt")).startsWith("layer 1 of 2, deleted in layer 2");
    assertThat(read.origin("new.txt")).startsWith("layer 2 of 2, in the final image");
    assertThat(read.origin("y/z")).startsWith("layer 1 of 2, deleted in layer 2");
    assertThat(read.origins)
        .contains("layer 1 of 2, replaced in layer 2; made by: RUN step 1")
        .contains("layer 2 of 2, in the final image; made by: RUN step 2");
  }

  @Test
  void theConfigurationIsRead() {
    String config =
        ",\"config\":{\"Env\":[\"PATH=/bin\",\"TOKEN=one\"],\"Labels\":{\"key\":\"two\"},"
            + "\"Cmd\":[\"run\",\"--password=three\"],\"Healthcheck\":{\"Test\":[\"CMD\",\"four\"]},"
            + "\"WorkingDir\":\"/five\"},\"author\":\"six\"";
    Map<String, byte[]> files = ImageBuilder.docker(List.of(BASE), config);
    String name = files.keySet().stream().filter(n -> n.endsWith(".json")).findFirst().orElse("");
    String title = "config sha256:" + name.substring(0, 12);
    assertThat(ReadImage.of(files).texts)
        .contains(
            title + "!environment: PATH=/bin\nTOKEN=one\n",
            title + "!labels: key=two\n",
            title + "!command: run --password=three\nCMD four\n",
            title + "!history: ENV A=1\nRUN step 1\n",
            title + "!other: architecture=amd64\nos=linux\nWorkingDir=/five\nauthor=six\n");
  }

  @Test
  void layoutsAreReadAsFoldersAndArchives(@TempDir Path folder) throws Exception {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image =
        layout.image(List.of(BASE, TOP), List.of(gzip(BASE), zstandard(TOP)), "linux/amd64");
    Map<String, byte[]> files = layout.with(image).files();
    ReadImage archive = ReadImage.of(files);
    assertThat(archive.unread).isEmpty();
    assertThat(archive.texts).contains(shown(BASE) + "!/etc/app.conf: base");
    assertThat(ReadImage.of(gzip(ImageBuilder.tar(files))).texts).isEqualTo(archive.texts);
    ImageBuilder.write(files, folder);
    ReadImage read = ReadImage.of(ImageSource.of(folder, "image", ReadImage.READING));
    assertThat(read.unread).isEmpty();
    assertThat(read.texts).isEqualTo(archive.texts);
  }

  @Test
  void linksInAFolderAreNotFollowed(@TempDir Path folder) throws Exception {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE), List.of(BASE), "");
    ImageBuilder.write(layout.with(image).files(), folder.resolve("image"));
    Path blob = folder.resolve("image/blobs/sha256/" + hex(BASE));
    Files.move(blob, folder.resolve("outside"));
    Files.createSymbolicLink(blob, folder.resolve("outside"));
    ReadImage read =
        ReadImage.of(ImageSource.of(folder.resolve("image"), "image", ReadImage.READING));
    assertThat(String.join("\n", read.texts)).doesNotContain("app.conf");
    assertThat(read.unread).hasSize(2).anyMatch(line -> line.contains("it is a link"));
  }

  @Test
  void eachLayerIsReadOnceAndForAllItsImages() {
    byte[] arm = layer().file("etc/.wh.kept.conf", "").bytes();
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String first = layout.image(List.of(BASE, TOP), List.of(BASE, TOP), "linux/amd64");
    String second = layout.image(List.of(BASE, arm), List.of(BASE, arm), "linux/arm64");
    ReadImage read =
        ReadImage.of(layout.with(layout.nested(List.of(first, second)), first).files());
    assertThat(read.unread).isEmpty();
    assertThat(read.texts).filteredOn(text -> text.contains("app.conf: base")).hasSize(1);
    assertThat(read.origin("app.conf"))
        .startsWith("layer 1 of 2 of linux/arm64 and of 1 more, in the final image");
    assertThat(read.origin("kept.conf"))
        .startsWith("layer 1 of 2 of linux/amd64 and of 1 more, in the final image");
  }

  @Test
  void otherPlatformsThatAreNotSavedAreSkippedAndNamed() {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE), List.of(BASE), "linux/amd64");
    String absent =
        ImageBuilder.Layout.descriptor("application/vnd.oci.image.manifest.v1+json", TOP);
    String arm = absent + ImageBuilder.Layout.platform("linux/arm64") + "}";
    ReadImage read = ReadImage.of(layout.with(layout.nested(List.of(image, arm))).files());
    assertThat(read.unread).isEmpty();
    assertThat(read.skipped)
        .containsExactly(
            "image sha256:"
                + hex(TOP).substring(0, 12)
                + ": ABSENT: the archive does not hold the image for linux/arm64");
    assertThat(ReadImage.of(layout.with(arm).files()).unread).isNotEmpty();
  }

  @Test
  void archivesOfOldDockerAreRead() {
    Map<String, byte[]> files = ImageBuilder.docker(List.of(BASE, TOP), "");
    files.remove("manifest.json");
    files.put("repositories", "{\"app\":{\"1\":\"top\"}}".getBytes(UTF_8));
    String command = "\"container_config\":{\"Cmd\":[\"/bin/sh\",\"-c\",\"rm x\"]}";
    files.put("top/json", ("{\"parent\":\"low\"," + command + "}").getBytes(UTF_8));
    files.put("top/layer.tar", TOP);
    files.put("low/json", "{\"id\":\"low\"}".getBytes(UTF_8));
    byte[] archive =
        layer()
            .link("low/layer.tar", "../" + files.keySet().iterator().next(), false)
            .file("z", "")
            .bytes();
    byte[] all = joined(ImageBuilder.tar(files), archive);
    ReadImage read = ReadImage.of(all);
    assertThat(read.unread).isEmpty();
    assertThat(read.origin("!/etc/app.conf")).isEqualTo("layer 1 of 2, deleted in layer 2");
    assertThat(read.origin("new.txt"))
        .isEqualTo("layer 2 of 2, in the final image; made by: /bin/sh -c rm x");
  }

  /** Returns an archive with the entries of both: two blocks of zeros end an archive. */
  private static byte[] joined(byte[] first, byte[] second) {
    int end = first.length;
    while (first[end - 1] == 0) {
      end--;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(first, 0, (end + 511) / 512 * 512);
    all.writeBytes(second);
    return all.toByteArray();
  }

  @Test
  void wrongDigestsAreNamed() {
    Map<String, byte[]> docker = ImageBuilder.docker(List.of(BASE), "");
    docker.replaceAll((name, bytes) -> name.endsWith("layer.tar") ? TOP : bytes);
    assertThat(ReadImage.of(docker).unread)
        .singleElement()
        .asString()
        .startsWith(
            shown(BASE) + ": UNREADABLE: its digest is sha256:" + hex(TOP).substring(0, 12));
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE), List.of(BASE), "");
    layout.files().replaceAll((name, bytes) -> bytes.equals(BASE) ? TOP : bytes);
    layout.files().put("blobs/sha256/" + hex(BASE), gzip(BASE));
    ReadImage read = ReadImage.of(layout.with(image).files());
    assertThat(read.unread).singleElement().asString().contains("so it is not what the image");
    assertThat(read.texts).contains(shown(BASE) + "!/etc/app.conf: base");
  }

  @Test
  void filesOfNoImageAreReadToo() {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE), List.of(BASE), "");
    layout.blob("", gzip(TOP));
    layout.files().put("notes.txt", "a note".getBytes(UTF_8));
    ReadImage read = ReadImage.of(layout.with(image).files());
    String blob = "blobs/sha256/" + hex(gzip(TOP));
    assertThat(read.texts).contains(blob + "!/srv/new.txt: new", "notes.txt: a note");
    assertThat(read.origin("new.txt")).isEqualTo("in no image of the archive");
  }

  @Test
  void bombsAreBoundedAndNamed() {
    byte[] zeros = layer().file("before", "read").file("zeros", new byte[30_000_000]).bytes();
    byte[] bomb = gzip(zeros);
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE, zeros), List.of(BASE, bomb), "");
    byte[] archive = ImageBuilder.tar(layout.with(image).files());
    ReadImage read = ReadImage.of(archive, ReadImage.reading(0, 10_000_000));
    assertThat(read.unread)
        .containsExactly(shown(zeros) + ": UNPACK_SIZE: it unpacks to more than 10 MB");
    assertThat(read.texts).contains(shown(BASE) + "!/etc/app.conf: base");
    assertThat(read.origin("before")).startsWith("layer 2 of 2");
  }

  @Test
  void namesCannotLeadOutOfTheImage() {
    byte[] layer =
        layer()
            .file("../../etc/shadow", "up")
            .file("/abs//olute/./name", "absolute")
            .link("passwd", "/etc/passwd", false)
            .link("hard", "../../../etc/hostname", true)
            .bytes();
    Map<String, byte[]> files = ImageBuilder.docker(List.of(layer), "");
    files.replaceAll(
        (name, bytes) ->
            name.equals("manifest.json")
                ? new String(bytes, UTF_8)
                    .replace(".json\"", ".json\",\"x\":\"../../etc\"")
                    .getBytes(UTF_8)
                : bytes);
    ReadImage read = ReadImage.of(files);
    assertThat(read.unread).isEmpty();
    assertThat(read.texts)
        .contains(shown(layer) + "!/etc/shadow: up", shown(layer) + "!/abs/olute/name: absolute");
    assertThat(read.files()).isEqualTo(2);
  }

  @Test
  void archivesInLayersAreOpenedIfAsked() {
    byte[] inner = layer().file("deep.txt", "deep").bytes();
    byte[] outer = layer().file("app/inner.tar.gz", gzip(inner)).bytes();
    byte[] archive = ImageBuilder.tar(ImageBuilder.docker(List.of(outer), ""));
    assertThat(ReadImage.of(archive, ReadImage.reading(1, 0)).texts)
        .contains(shown(outer) + "!/app/inner.tar.gz!deep.txt: deep");
    assertThat(ReadImage.of(archive).skipped).singleElement().asString().contains("ARCHIVE");
  }

  @Test
  void whatIsNoImageIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> ReadImage.of(BASE))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is no image")
        .hasMessageContaining("weir dir");
    assertThatThrownBy(() -> ReadImage.of("text".getBytes(UTF_8)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("docker save");
    assertThatThrownBy(
            () -> ReadImage.of(ImageSource.of(folder.resolve("no"), "no", ReadImage.READING)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no: no such file");
  }

  @Test
  void skippableFramesOfZstandardAreSkipped() {
    // Podman writes an index of the layer into frames that decoders skip (RFC 8878, 3.1.2).
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.writeBytes(zstandard(BASE));
    stored.writeBytes(new byte[] {0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4});
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE), List.of(stored.toByteArray()), "");
    ReadImage read = ReadImage.of(layout.with(image).files());
    assertThat(read.unread).isEmpty();
    assertThat(read.texts).contains(shown(BASE) + "!/etc/app.conf: base");
  }

  @Test
  void aFileThatALaterOneHidesIsNamed() {
    byte[] first = layer().file("manifest.json", "[1]").file("./a", "one").file("a", "two").bytes();
    byte[] image = ImageBuilder.tar(ImageBuilder.docker(List.of(BASE), ""));
    ReadImage read = ReadImage.of(joined(first, image));
    String why = ": UNSUPPORTED: the archive has a later file of the same name; only that one was";
    assertThat(read.unread).containsExactly("a" + why + " read", "manifest.json" + why + " read");
    assertThat(read.texts).contains(shown(BASE) + "!/etc/app.conf: base", "a: two");
  }

  private static ReadImage withLayer(String type, byte[] content) {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String manifest = "{\"layers\":[" + layout.blob(type, content) + "}]}";
    String image = layout.blob("", manifest.getBytes(UTF_8)) + "}";
    return ReadImage.of(layout.with(image).files());
  }

  @Test
  void aLayerThatIsNoArchiveIsNamed() {
    byte[] content = "no archive".getBytes(UTF_8);
    String tar = "application/vnd.oci.image.layer.v1.tar";
    for (String type : List.of("", tar, tar + "+gzip", "application/vnd.docker.diff.tar.gzip")) {
      assertThat(withLayer(type, content).unread)
          .containsExactly(
              shown(content) + ": UNREADABLE: it is no tar archive, as a layer should be");
    }
    assertThat(withLayer(tar + "+gzip+encrypted", content).unread)
        .containsExactly(shown(content) + ": ENCRYPTED: it is encrypted");
    ReadImage statement = withLayer("application/vnd.in-toto+json", content);
    assertThat(statement.unread).isEmpty();
    assertThat(statement.texts).contains(shown(content) + ": no archive");
    Map<String, byte[]> docker = ImageBuilder.docker(List.of(content), "");
    assertThat(ReadImage.of(docker).unread).singleElement().asString().contains("no tar archive");
  }

  @Test
  void manifestsWithoutAnImageAreNamed() {
    for (String index : List.of("{}", "[]", "1", "null", "{\"manifests\":[]}")) {
      Map<String, byte[]> files = Map.of("index.json", index.getBytes(UTF_8));
      assertThat(ReadImage.of(files).unread).as(index).isNotEmpty();
    }
    for (String entry : List.of("", "null", "7", "{}", "[]", "{\"Config\":\"no\"}")) {
      Map<String, byte[]> files = Map.of("manifest.json", ("[" + entry + "]").getBytes(UTF_8));
      assertThat(ReadImage.of(files).unread).as(entry).isNotEmpty();
    }
    for (String entry : List.of("null", "7", "{}")) {
      ImageBuilder.Layout layout = new ImageBuilder.Layout();
      String image = layout.image(List.of(BASE), List.of(BASE), "");
      assertThat(ReadImage.of(layout.with(image, entry).files()).unread).as(entry).hasSize(1);
    }
  }

  @Test
  void aManifestWithFewerLayersThanItsImageIsNamed() {
    Map<String, byte[]> files = ImageBuilder.docker(List.of(BASE, TOP), "");
    for (String layers : List.of("null", "[]", "[null]", "[7]", "{}")) {
      files.computeIfPresent(
          "manifest.json",
          (name, bytes) ->
              new String(bytes, UTF_8)
                  .replaceFirst("\"Layers\":.*}", "\"Layers\":" + layers + "}")
                  .getBytes(UTF_8));
      assertThat(ReadImage.of(files).unread)
          .as(layers)
          .anyMatch(line -> line.startsWith("image app:1: MISSING: it has 2 layers, but its"));
    }
  }

  @Test
  void aLinkToALayoutIsFollowed(@TempDir Path folder) throws Exception {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image = layout.image(List.of(BASE), List.of(BASE), "");
    ImageBuilder.write(layout.with(image).files(), folder.resolve("image"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("image"));
    ReadImage read = ReadImage.of(ImageSource.of(link, "link", ReadImage.READING));
    assertThat(read.unread).isEmpty();
    assertThat(read.texts).contains(shown(BASE) + "!/etc/app.conf: base");
  }
}
