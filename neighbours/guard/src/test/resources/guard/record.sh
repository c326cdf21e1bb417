#!/bin/sh
# Made the files beside this script, with ansible-core 2.19, dotenvx 2.38.2 and git-crypt 0.7.0:
#   sh record.sh    (ansible-vault, dotenvx, git and git-crypt must be on the PATH)
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo password >"$work/password"
printf 'db_user: app\ndb_password: quick brown fox\n' >"$work/plain.yml"
ansible-vault encrypt --vault-password-file "$work/password" --output whole.yml "$work/plain.yml"
ansible-vault encrypt --vault-id "prod@$work/password" --output labelled.yml "$work/plain.yml"
{
  echo 'db_user: app'
  ansible-vault encrypt_string --vault-password-file "$work/password" --name db_password 'quick brown fox'
  printf 'nested:\n  - name: one\n    token: !vault |\n'
  ansible-vault encrypt_string --vault-password-file "$work/password" 'lazy dog' | sed -n 's/^ */      /; 2,$p'
  echo 'reference: "{{ db_password }}"'
} >inline.yml

printf 'DB_USER=app\nDB_PASSWORD="quick brown fox"\n' >"$work/.env"
(cd "$work" && dotenvx encrypt -f .env >/dev/null)
cp "$work/.env" dotenvx.txt

git init -q "$work/repository"
cd "$work/repository"
git-crypt init >/dev/null
printf 'quick brown fox\n' >plain
git-crypt clean <plain >"$work/git-crypt.bin"
cd - >/dev/null
cp "$work/git-crypt.bin" git-crypt.bin
