. "$CASES/functions.sh"
repository
rm -rf .git/logs
echo garbage > .git/refs/heads/main
