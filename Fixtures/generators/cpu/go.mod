module github.com/techfrontier/event-router/cpu

go 1.27
