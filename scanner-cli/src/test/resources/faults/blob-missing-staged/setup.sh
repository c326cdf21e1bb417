. "$CASES/functions.sh"
repository
echo x > h
git add h
rm -f "$(object :h)"
