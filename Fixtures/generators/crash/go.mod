module github.com/techfrontier/event-router/crash

go 1.19
