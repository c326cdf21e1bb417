#!/usr/bin/env python3
"""recipes.py FOLDER NAMES: writes files with made-up secrets, and with other values, for calibrate.py.

NAMES is a file with names of code, one a line. The file labels.tsv in FOLDER has path, line, and T for a secret or
F for another value. Secrets are random texts of many alphabets and lengths, and passwords made as people make them.
Other values are words of the languages that train.py knows, names of code, and the commonest passwords.
"""
import base64
import os
import random
import string
import sys
import uuid

LOWER, UPPER, DIGIT = string.ascii_lowercase, string.ascii_uppercase, string.digits
ALPHABETS = ["0123456789abcdef", LOWER + DIGIT, UPPER + DIGIT, LOWER + UPPER + DIGIT, LOWER + UPPER + DIGIT,
             LOWER + UPPER + DIGIT + "-_", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", LOWER + UPPER]
KEY_NAMES = ["api_key", "apiKey", "API_KEY", "secret", "client_secret", "clientSecret", "access_token", "auth_token",
             "token", "SECRET_KEY", "signing_key", "encryption-key", "app.secret", "webhook_secret", "service.token"]
PASSWORD_NAMES = ["password", "db_password", "DB_PASSWORD", "passwd", "admin.password", "userPassword", "smtp_pass",
                  "passphrase", "ROOT_PASSWORD"]
COMMON = ("password password1 password123 letmein welcome monkey dragon football baseball iloveyou trustno1 sunshine "
          "master shadow superman michael jennifer princess charlie donald passw0rd admin123 root123 test123 secret123 "
          "qwerty123 abc123 changeme default guest mysql postgres oracle tomcat jenkins docker rabbitmq redis mongodb "
          "username nopassword mypassword yourpassword newpassword oldpassword").split()
FORMS = {"env": "{n}={v}", "yml": "{n}: {v}", "yaml": '{n}: "{v}"', "json": '  "{n}": "{v}",', "properties": "{n}={v}",
         "py": '{n} = "{v}"', "java": 'String {n} = "{v}";', "js": "const {n} = '{v}';", "go": '{n} := "{v}"',
         "rb": "{n} = '{v}'", "php": "'{n}' => '{v}',", "ini": "{n} = {v}", "xml": "<{n}>{v}</{n}>", "ts": "  {n}: '{v}',"}
CODE = {"py": "{n} = {v}", "java": "{n} = {v};", "js": "{n}: {v},", "go": "{n} = {v}", "rb": "{n} = {v}", "ts": "{n}: {v};"}


def key(r):
    kind = r.random()
    if kind < 0.06:
        return str(uuid.UUID(int=r.getrandbits(128), version=4))
    if kind < 0.22:
        return base64.b64encode(r.randbytes(r.choice([16, 20, 24, 32, 33, 48, 64]))).decode()
    if kind < 0.28:
        return ".".join("".join(r.choices(ALPHABETS[3], k=r.randint(8, 30))) for _ in range(r.choice([2, 3])))
    if kind < 0.33:
        return r.choice(["sk", "key", "tok", "prod", "live", "app", "v1"]) + r.choice("-_.") + "".join(
            r.choices(ALPHABETS[3], k=r.randint(16, 40)))
    return "".join(r.choices(r.choice(ALPHABETS), k=r.choice([12, 14, 16, 16, 18, 20, 20, 24, 24, 32, 32, 32, 40, 40, 48, 64])))


def password(r, words):
    kind = r.random()
    if kind < 0.40:
        signs = r.choice(["", "", "!@#%*-_+?^.~", "!#$"])
        text = "".join(r.choices(LOWER + UPPER + DIGIT, k=r.choice([8, 10, 12, 12, 14, 16, 16, 20, 24, 32])))
        return "".join(r.choice(signs) if signs and r.random() < 0.15 else c for c in text)
    if kind < 0.60:
        return "".join(r.choices(r.choice([LOWER, LOWER + DIGIT, LOWER + DIGIT, LOWER + UPPER]), k=r.randint(8, 16)))
    word = r.choice(words)
    if kind < 0.75:
        return word.capitalize() + str(r.randint(10, 9999)) + r.choice("!@#$%*?")
    if kind < 0.88:
        return word.translate(str.maketrans("aeios", "@3105")) + r.choice("!#*_-") + str(r.randint(1, 999))
    return word + r.choice("-_.") + r.choice(words) + str(r.randint(1, 99)) + r.choice("!@#$%")


def no_secret(r, words, names, is_password):
    kind = r.random()
    if is_password and kind < 0.25:
        return r.choice(COMMON)
    if kind < 0.55:
        return r.choice("-_. ").join(r.choices(words, k=r.choice([1, 1, 2, 2, 3]))).replace(" ", "")
    if kind < 0.65:
        return "".join(w.capitalize() for w in r.choices(words, k=r.choice([1, 2, 2, 3])))
    return r.choice(names)


def main():
    import wordfreq
    out, names_file = sys.argv[1], sys.argv[2]
    r = random.Random(17)
    names = [n for n in open(names_file, encoding="utf-8").read().split() if 8 <= len(n) <= 40]
    words = []
    for language in "en es fr de it pt nl pl sv nb da fi cs hu ro tr id".split():
        words += [w for w in wordfreq.top_n_list(language, 4000) if w.isascii() and w.isalpha() and len(w) >= 4]
    english = [w for w in wordfreq.top_n_list("en", 4000) if w.isascii() and w.isalpha() and len(w) >= 4]
    labels = []
    for number in range(1500):
        ending = r.choice(list(FORMS))
        path = f"{r.choice(['src', 'config', 'deploy', 'app', 'lib'])}/m{number}.{ending}"
        lines = []
        for _ in range(8):
            is_password = r.random() < 0.5
            secret = r.random() < 0.5
            form = FORMS[ending]
            value = (password(r, english) if is_password else key(r)) if secret else no_secret(r, words, names, is_password)
            if not secret and ending in CODE and r.random() < 0.4:
                form = CODE[ending]
            lines += [form.format(n=r.choice(PASSWORD_NAMES if is_password else KEY_NAMES), v=value), ""]
            labels.append(f"{path}\t{len(lines) - 1}\t{'T' if secret else 'F'}")
        os.makedirs(os.path.join(out, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(out, path), "w", encoding="utf-8") as f:
            f.write("\n".join(lines))
    with open(os.path.join(out, "labels.tsv"), "w", encoding="utf-8") as f:
        f.write("\n".join(labels) + "\n")


if __name__ == "__main__":
    main()
