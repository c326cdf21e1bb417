. "$CASES/functions.sh"
repository
echo 1111111111111111111111111111111111111111 > .git/refs/heads/other
