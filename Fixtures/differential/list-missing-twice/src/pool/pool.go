package pool

func (f Foo) init() {
}
