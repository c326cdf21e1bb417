. "$CASES/functions.sh"
repository
git checkout -qb other HEAD~1
echo x > x
git add x
git commit -qm x
cd ..
git clone -q --depth 1 -b main "file://$PWD/r" c
cd c
git fetch -q --depth 1 origin other:other
