package dev.weir.cli.neighbours;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** One password in 22 kinds of files. Only in {@link #SPLIT} is it split in two. */
public final class KnownCorpus {
  /** The password that common guides use as an example. */
  public static final String PASSWORD = "MySecure" + "Password123!";

  public static final String SPLIT = "halves.js";

  private KnownCorpus() {}

  static Map<String, byte[]> files(String password) {
    String percent = URLEncoder.encode(password, UTF_8).replace("+", "%20");
    String base64 = Base64.getEncoder().encodeToString(password.getBytes(UTF_8));
    String login = Base64.getEncoder().encodeToString(("reports:" + password).getBytes(UTF_8));
    int half = password.length() / 2;
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("settings.py", "DATABASE = {'PASSWORD': '" + password + "'}\n");
    texts.put("values.yaml", "postgres:\n  auth:\n    password: " + password + "\n");
    texts.put(".env", "PGPASSWORD=" + password + "\n");
    texts.put("vault.sh", "vault kv put secret/myapp/dbpassword password=" + password + "\n");
    texts.put(
        "ssm.sh",
        "aws ssm put-parameter --name /db --type SecureString --value '" + password + "'\n");
    texts.put(
        "secret.json", "{\"SecretString\": \"{\\\"password\\\": \\\"" + password + "\\\"}\"}\n");
    texts.put("main.tf", "variable \"password\" {\n  default = \"" + password + "\"\n}\n");
    texts.put("jdbc.txt", "jdbc:postgresql://db/app?user=reports&password=" + percent + "\n");
    texts.put("url.txt", "postgres://reports:" + percent + "@db:5432/app\n");
    texts.put("secret.yaml", "kind: Secret\ndata:\n  password: " + base64 + "\n");
    texts.put("wiki.md", "The password of the reports user is " + password + ".\n");
    texts.put("pom.xml", "<server><password>" + password + "</password></server>\n");
    texts.put("app.properties", "spring.datasource.password=" + password + "\n");
    texts.put("app.log", "INFO env={\"PGPASSWORD\":\"" + password + "\"} started\n");
    texts.put("dump.hex", HexFormat.of().formatHex(password.getBytes(UTF_8)) + "\n");
    texts.put("notes.ipynb", "{\"cells\": [{\"source\": [\"pw = '" + password + "'\\n\"]}]}\n");
    texts.put(
        SPLIT,
        "const pw = '" + password.substring(0, half) + "' + '" + password.substring(half) + "';\n");
    texts.put("users.csv", "reports," + password + ",prod\n");
    texts.put("request.http", "Authorization: Basic " + login + "\n");
    texts.put("mysql.sh", "mysql -u root -p" + password + " app\n");
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(UTF_8)));
    files.put("export.reg", ("Password=" + password + "\r\n").getBytes(UTF_16));
    files.put("core.dump", ("\0\1\2" + password + "\0\3").getBytes(ISO_8859_1));
    return files;
  }

  public static void write(Path folder, String password) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files(password).entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
