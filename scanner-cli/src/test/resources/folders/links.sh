# Links to files, to each other, to nothing, and through folders.
mkdir -p proj/a/b proj/c out
for f in proj/f proj/a/f proj/a/b/f proj/c/f out/f; do echo key=abcde > $f; done
cd proj
ln -s f l1; ln -s a/f l2; ln -s ../out/f l3; ln -s ../f a/l4; ln -s ../../out/f a/l5
ln -s ../../c/f a/b/l6; ln -s "$(cd ..; pwd)/out/f" a/b/l7; ln -s ../a/l4 c/l8; ln -s ../dl/f c/l9
ln -s a/b dl; ln -s ../dl/../f c/l10; ln -s "$(pwd)/dl/f" c/l11; ln -s ./a/./f l12
ln -s a//b/f l15; ln -s ../../proj/f a/l16
cd ..
ln -s proj plink
