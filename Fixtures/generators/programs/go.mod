module github.com/techfrontier/programs

go 1.27
