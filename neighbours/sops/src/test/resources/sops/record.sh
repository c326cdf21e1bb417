#!/bin/sh
# Makes the files of this folder anew with the real sops and age: record.sh FOLDER. The key is thrown away.
set -eu
mkdir -p "$1"
cd "$1"
age-keygen -o .key 2>/dev/null
SOPS_AGE_KEY_FILE=$PWD/.key
SOPS_DISABLE_VERSION_CHECK=1
export SOPS_AGE_KEY_FILE SOPS_DISABLE_VERSION_CHECK
age=$(age-keygen -y .key)
mkdir -p secrets cluster suffix mac other
cat > .sops.yaml <<END
keys:
  - &team $age
creation_rules:
  - path_regex: \.env$
    age: *team
  - path_regex: secrets/.*\.yaml$
    key_groups:
      - age: [*team]
  - path_regex: ^cluster/
    encrypted_regex: ^(data|stringData)$
    age: $age
  - path_regex: ^suffix/
    unencrypted_suffix: _plain
    age: $age
  - path_regex: ^mac/
    encrypted_suffix: _enc
    mac_only_encrypted: true
    age: $age
  - path_regex: ^other/
    age: $age
END
cat > secrets/production.env <<END
# the shop's database
DB_PASSWORD=not-a-real-password-1
EMPTY=
API_TOKEN=not-a-real-token-2
END
cat > secrets/app.yaml <<END
# of the shop
database:
  user: shop # and nobody else
  password: not-a-real-password-3
  ports: [5432, 5433]
  tls: true
  since: 2026-01-02
  note:
  empty: ""
  pem: |
    line one
    line two
name_unencrypted: shop
END
cat > cluster/secret.yaml <<END
apiVersion: v1
kind: Secret
metadata:
  name: shop
stringData:
  password: not-a-real-password-4
  token: not-a-real-token-5
END
printf '{"password": "not-a-real-password-6", "n": 1.5, "none": null, "list": [{"k": "\\u00e4"}], "name_plain": "shop"}\n' \
  > suffix/app.json
cat > mac/app.yaml <<END
name: shop
password_enc: not-a-real-password-7
token_enc: not-a-real-token-8
END
printf '; of the shop\n[db]\nuser = shop\npassword = not a real password 9\nempty =\n' > other/app.ini
printf 'a: not-a-real-10\n---\nb: not-a-real-11\n' > other/two.yaml
printf '\211PNG\r\n\032\n\000binary' > other/key.bin
for file in secrets/production.env secrets/app.yaml cluster/secret.yaml suffix/app.json mac/app.yaml \
  other/app.ini other/two.yaml other/key.bin; do
  sops --encrypt --in-place "$file"
done
[ -n "${KEEP_KEY:-}" ] || rm .key
