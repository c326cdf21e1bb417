. "$CASES/functions.sh"
repository
echo garbage | overwrite HEAD:g
