. "$CASES/functions.sh"
repository
git checkout -qb s
echo s > s
git add s
git commit -qm s
git checkout -q main
echo m > m
git add m
git commit -qm m
git merge -q -m merged s
rm -f "$(object 's^{tree}')"
